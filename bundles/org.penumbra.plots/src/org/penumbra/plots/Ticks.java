package org.penumbra.plots;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Numbers beside an axis: the same in every country, no more digits than the steps have. */
final class Ticks extends NumberFormat {

    private static final long serialVersionUID = 1L;
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-4;

    private final DecimalFormat plain = new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    private final DecimalFormat thousands = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    private final DecimalFormat power = new DecimalFormat("0.###E0", DecimalFormatSymbols.getInstance(Locale.ROOT));

    @Override
    public StringBuffer format(double number, StringBuffer out, FieldPosition position) {
        double size = Math.abs(number);
        if (size != 0 && (size >= LARGE || size < SMALL)) {
            return out.append(power.format(number).replace("E", "e"));
        }
        String text = size >= 10_000 ? thousands.format(number) : plain.format(number);
        return out.append(text.equals("-0") ? "0" : text);
    }

    @Override
    public StringBuffer format(long number, StringBuffer out, FieldPosition position) {
        return format((double) number, out, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException("labels are only written");
    }

    /** A number in a sentence, with about three significant digits. */
    static String words(double number) {
        double size = Math.abs(number);
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "unknown" : number > 0 ? "infinite" : "minus infinite";
        }
        if (size >= 100) {
            return String.format(Locale.ROOT, size < 1e9 ? "%,.0f" : "%.2e", number);
        }
        if (size == 0 || size >= 1e-3) {
            int decimals = size >= 10 ? 1 : size >= 0.1 || size == 0 ? 2 : 4;
            return String.format(Locale.ROOT, "%." + decimals + "f", number);
        }
        return String.format(Locale.ROOT, "%.1e", number);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
