package org.penumbra.app;

import java.util.Locale;

/** Numbers as a table shows them: no more digits than mean something. */
final class Figures {

    private static final double LARGE = 1e7;
    private static final int MOST_DECIMALS = 8;

    private Figures() {
    }

    /**
     * Decimals that show two significant digits of a standard deviation; where there is none, four of the value itself.
     */
    static int decimals(double value, double sd) {
        double scale = Double.isFinite(sd) && sd > 0 ? sd : Math.abs(value) / 100;
        if (!Double.isFinite(scale) || scale == 0) {
            return 2;
        }
        return Math.clamp((int) Math.ceil(-Math.log10(scale)) + 1, 0, MOST_DECIMALS);
    }

    /** A number with fixed decimals; {@code -} for NaN, exponents for the very large and what would show as zero. */
    static String of(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        boolean vanishes = value != 0 && decimals >= MOST_DECIMALS && Math.abs(value) < 0.5 * Math.pow(10, -decimals);
        if (Math.abs(value) >= LARGE || vanishes) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }
}
