package org.penumbra.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {

    private static final int SERIES = 8;

    @ParameterizedTest
    @EnumSource
    void textAndSeriesStandOut(Theme theme) {
        assertTrue(contrast(theme.text(), theme.background()) >= 4.5);
        assertTrue(contrast(theme.quietText(), theme.background()) >= 4.5);
        assertTrue(contrast(theme.alarm(), theme.background()) >= 3);
        for (int i = 0; i < SERIES; i++) {
            double contrast = contrast(theme.series(i), theme.background());
            assertTrue(contrast >= 3, theme + " " + i + ": " + contrast);
        }
    }

    /** The four that most pictures use stay apart for people without red or without green cones. */
    @ParameterizedTest
    @EnumSource
    void seriesStayApartForTheColourBlind(Theme theme) {
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                for (double[][] eye : new double[][][] {PROTANOPIA, DEUTERANOPIA}) {
                    double distance = distance(seen(theme.series(i), eye), seen(theme.series(j), eye));
                    assertTrue(distance > 40, theme + " " + i + " and " + j + ": " + distance);
                }
            }
        }
    }

    @Test
    void heatGoesFromTheBackgroundToTheFirstSeries() {
        assertEquals(Theme.DARK.background(), Theme.DARK.heat(-1));
        assertEquals(Theme.DARK.series(0), Theme.DARK.heat(1));
        assertEquals(Theme.LIGHT.grid(), Theme.LIGHT.heat(Double.NaN));
    }

    /** Machado, Oliveira and Fernandes (2009), severity 1, in linear RGB. */
    private static final double[][] PROTANOPIA = {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
        {-0.003882, -0.048116, 1.051998}};
    private static final double[][] DEUTERANOPIA = {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413},
        {-0.011820, 0.042940, 0.968881}};

    private static double[] seen(Color colour, double[][] eye) {
        double[] linear = linear(colour);
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                seen[i] += eye[i][j] * linear[j];
            }
            double clipped = Math.clamp(seen[i], 0, 1);
            seen[i] = 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055);
        }
        return seen;
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return Math.sqrt(sum);
    }

    private static double contrast(Color one, Color other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(Color colour) {
        double[] linear = linear(colour);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] linear(Color colour) {
        double[] linear = {colour.getRed() / 255.0, colour.getGreen() / 255.0, colour.getBlue() / 255.0};
        for (int i = 0; i < 3; i++) {
            linear[i] = linear[i] <= 0.04045 ? linear[i] / 12.92 : Math.pow((linear[i] + 0.055) / 1.055, 2.4);
        }
        return linear;
    }
}
