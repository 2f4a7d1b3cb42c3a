package org.penumbra.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;
import org.penumbra.session.WholeFile;
import org.penumbra.visualization.ink.Drawing;

/** One picture in a file whose name says the format. */
final class PictureFile {

    static final double USUAL_SCALE = 2;

    /** The usual one first. */
    static final List<String> FORMATS = List.of("svg", "png", "pdf");

    private PictureFile() {
    }

    /** Whether the name of a file says a format. */
    static boolean isPicture(Path file) {
        return FORMATS.contains(extension(file));
    }

    /**
     * The format of a file.
     *
     * @throws PenumbraException (USAGE, PEN-6027) for another one than svg, png and pdf
     */
    static String ending(Path file) {
        return known(extension(file));
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * A format as we write it.
     *
     * @throws PenumbraException (USAGE, PEN-6027) for another one than svg, png and pdf
     */
    static String known(String format) {
        String small = format.toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(small)) {
            throw PenumbraException.usage(Problem.error("PEN-6027", "a format is svg, png or pdf, not '" + format
                    + "'.").offering(Nearest.to(format, FORMATS)));
        }
        return small;
    }

    /** @param scale pixels of a PNG per unit */
    static void write(Picture picture, Path file, Theme theme, double scale) {
        Drawing drawing = new Drawing(picture);
        WholeFile.write(file, switch (ending(file)) {
            case "png" -> drawing.png(theme, scale);
            case "pdf" -> drawing.pdf(theme);
            default -> drawing.svg(theme).getBytes(StandardCharsets.UTF_8);
        });
    }
}
