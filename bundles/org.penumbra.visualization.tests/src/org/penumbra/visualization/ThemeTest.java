package org.penumbra.visualization;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.visualization.ModelGraph.Kind;

/** Contrast as WCAG 2.1 defines it: 4.5 for text, 3 for lines that carry meaning. */
class ThemeTest {

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static void atLeast(double wanted, String one, String other) {
        double found = contrast(one, other);
        assertTrue(found >= wanted, one + " on " + other + " has a contrast of " + found);
    }

    private static Stream<String> grounds(Theme theme) {
        return Stream.of(theme.background(), theme.plate(0).fill(), theme.plate(1).fill());
    }

    @ParameterizedTest
    @EnumSource
    void textCanBeRead(Theme theme) {
        for (Kind kind : Kind.values()) {
            atLeast(4.5, theme.text(), theme.node(kind).fill());
        }
        grounds(theme).forEach(ground -> {
            atLeast(4.5, theme.text(), ground);
            atLeast(4.5, theme.quietText(), ground);
        });
    }

    @ParameterizedTest
    @EnumSource
    void linesCanBeSeen(Theme theme) {
        grounds(theme).forEach(ground -> {
            atLeast(3, theme.edge(), ground);
            for (Kind kind : Kind.values()) {
                atLeast(3, theme.node(kind).border(), ground);
            }
            atLeast(2.5, theme.plate(0).border(), ground);
        });
    }

    @ParameterizedTest
    @EnumSource
    void observedDiffersFromLatentInBrightness(Theme theme) {
        atLeast(1.3, theme.node(Kind.LATENT).fill(), theme.node(Kind.OBSERVED).fill());
    }
}
