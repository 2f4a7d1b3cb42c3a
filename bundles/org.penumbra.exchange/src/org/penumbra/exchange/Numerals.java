package org.penumbra.exchange;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts in columns that are to be numbers: some are, and some stand for what is missing. */
public final class Numerals {

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", ".");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern INFINITY = Pattern.compile("([+-]?)(inf|infinity)");

    private Numerals() {
    }

    /** The number; NaN for a mark of what is missing, empty for any other text. */
    public static OptionalDouble of(String text) {
        String cell = text.strip();
        if (NUMBER.matcher(cell).matches()) {
            return OptionalDouble.of(Double.parseDouble(cell));
        }
        String word = cell.toLowerCase(Locale.ROOT);
        Matcher infinity = INFINITY.matcher(word);
        if (infinity.matches()) {
            return OptionalDouble.of(infinity.group(1).equals("-") ? Double.NEGATIVE_INFINITY
                    : Double.POSITIVE_INFINITY);
        }
        return MISSING.contains(word) ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
    }
}
