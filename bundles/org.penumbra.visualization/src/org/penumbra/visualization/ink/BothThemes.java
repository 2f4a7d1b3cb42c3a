package org.penumbra.visualization.ink;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One SVG element in two colourings. A theme changes colours alone, so the geometry is written once and a style sheet
 * knows both colours of each mark.
 */
final class BothThemes {

    private final Sheet light;
    private final Sheet dark;
    private final String id;
    /** A pair of colours as CSS, to the name of its class. */
    private final Map<String, String> classes = new LinkedHashMap<>();

    BothThemes(Sheet light, Sheet dark, String id) {
        this.light = light;
        this.dark = dark;
        this.id = id;
    }

    /** @throws IllegalStateException when the picture drew something else in the dark */
    String svg() {
        if (light.inks().size() != dark.inks().size()) {
            throw new IllegalStateException("'" + light.title() + "' draws " + light.inks().size()
                    + " marks in light colours and " + dark.inks().size() + " in dark ones");
        }
        InkSvg writer = new InkSvg(light, id, this::attributes);
        writer.write("");
        return new InkSvg(light, id, this::attributes).write(style());
    }

    private String attributes(int position, Color colour, String property) {
        Color other = dark.inks().get(position).colour();
        String key = css(property, colour) + "|" + css(property, other);
        return " class=\"" + classes.computeIfAbsent(key, some -> id + "k" + classes.size()) + "\"";
    }

    private static String css(String property, Color colour) {
        return property + ":" + InkSvg.hex(colour) + (colour.getAlpha() == 255 ? ""
                : ";" + property + "-opacity:" + SvgPath.number(colour.getAlpha() / 255.0));
    }

    private String style() {
        StringBuilder first = new StringBuilder("<style>\n");
        StringBuilder second = new StringBuilder("@media (prefers-color-scheme: dark) {\n");
        classes.forEach((pair, name) -> {
            List<String> colours = List.of(pair.split("\\|"));
            first.append('.').append(name).append('{').append(colours.get(0)).append("}\n");
            second.append('.').append(name).append('{').append(colours.get(1)).append("}\n");
        });
        return first.append(second).append("}\n</style>\n").toString();
    }
}
