package org.penumbra.sources.text;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** What the text of one cell means as a number. */
final class Cell {

    /** Texts that stand for a value that is not known. */
    static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", ".");

    /** Stricter than {@link Double#parseDouble}, which takes {@code 1d} and hexadecimal for numbers. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Cell() {
    }

    /** The number, NaN where it is missing; empty when the text is not a number. Truth values are 1 and 0. */
    static OptionalDouble number(String text) {
        String cell = text.strip();
        if (NUMBER.matcher(cell).matches()) {
            return OptionalDouble.of(Double.parseDouble(cell));
        }
        String word = cell.toLowerCase(Locale.ROOT);
        if (MISSING.contains(word)) {
            return OptionalDouble.of(Double.NaN);
        }
        return switch (word) {
            case "true" -> OptionalDouble.of(1);
            case "false" -> OptionalDouble.of(0);
            case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }
}
