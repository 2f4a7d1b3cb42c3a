package org.penumbra.visualization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.model.Model;
import org.penumbra.picture.Theme;
import org.penumbra.visualization.ink.Drawing;

class GraphPictureTest {

    /** Every word of the picture that needs no canvas is in the one that is painted, in both themes, in one geometry. */
    @ParameterizedTest
    @EnumSource
    void showsWhatTheOtherPictureShows(Canonical canonical) {
        Model model = canonical.model();
        String expected = new ModelPicture(model, org.penumbra.visualization.Theme.LIGHT).svg();
        GraphPicture picture = new GraphPicture(model);
        String painted = new Drawing(picture).svg(Theme.LIGHT);
        assertEquals(words(expected), words(painted));
        assertTrue(new Drawing(picture).svgForBoth("g").contains("prefers-color-scheme"));
        assertEquals(new ModelPicture(model, org.penumbra.visualization.Theme.LIGHT).size().getWidth(),
                picture.width(), 1);
    }

    private static java.util.List<String> words(String svg) {
        return java.util.regex.Pattern.compile(">([^<]*)</text>").matcher(svg).results().map(one -> one.group(1))
                .toList();
    }
}
