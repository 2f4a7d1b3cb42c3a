package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Options;
import org.penumbra.picture.Theme;
import org.penumbra.picture.Visualizer;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.testing.MadeEvidence;
import org.penumbra.visualization.ink.Drawing;

/** Every installed picture in every format, of few and of thousands of values, light and dark alike. */
class InstalledPicturesTest {

    private static final int LARGEST_SVG = 600_000;

    @Test
    void canBeWrittenAndAreNotLarge() throws Exception {
        List<String> drawn = new ArrayList<>();
        for (Contribution part : Registry.open().contributions(Point.VISUALIZERS)) {
            for (MadeEvidence evidence : List.of(MadeEvidence.ofChains(1), MadeEvidence.ofGuide(2998),
                    MadeEvidence.ofCalibration(3), MadeEvidence.ofOddities())) {
                if (draw(part, part.create(Visualizer.class), evidence) && !drawn.contains(part.name())) {
                    drawn.add(part.name());
                }
            }
        }
        assertEquals(List.of("Autocorrelation", "Calibration", "Compare", "ElboTrace", "Energy", "Forest", "KHat",
                "LooPit", "Marginals", "Pairs", "Predictive", "Rank", "Trace"), drawn);
    }

    @SuppressWarnings("unchecked")
    private static <O extends Record> boolean draw(Contribution part, Visualizer<O> visualizer, MadeEvidence evidence)
            throws Exception {
        if (visualizer.refusal(evidence).isPresent()) {
            return false;
        }
        O options = (O) Options.read(part.optionsType(), part.name(), Map.of());
        Drawing drawing = new Drawing(visualizer.picture(evidence, options));
        String what = part.name() + ", " + evidence.subject();
        String svg = drawing.svg(Theme.LIGHT);
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(drawing.svgForBoth("p").getBytes(StandardCharsets.UTF_8)));
        assertTrue(svg.length() < LARGEST_SVG, what + ": " + svg.length());
        assertEquals(svg, new Drawing(visualizer.picture(evidence, options)).svg(Theme.LIGHT), what);
        assertTrue(drawing.pdf(Theme.DARK).length > 1000, what);
        return true;
    }
}
