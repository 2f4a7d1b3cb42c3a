package org.penumbra.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is known of a layer without loading it.
 *
 * @param name as written in a network
 * @param documentation formula and meaning, plain text
 * @param bundle id of the bundle that contributes it
 * @param parameters in positional order
 * @param layer loads and creates the implementation on first use; throws PenumbraException with the bundle id
 */
public record LayerEntry(String name, String documentation, String bundle, List<Parameter> parameters,
        Supplier<Layer> layer) {

    public LayerEntry {
        parameters = List.copyOf(parameters);
    }

    /** The parameter with this name, if any. */
    public Optional<Parameter> parameter(String wanted) {
        return parameters.stream().filter(parameter -> parameter.name().equals(wanted)).findFirst();
    }

    /** {@code Dense(units, activation = identity)}. */
    public String signature() {
        return parameters.stream().map(Parameter::toString).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** What an argument is. */
    public enum Kind {
        INTEGER, NUMBER, FLAG, WORD,
        /** A whole number, or one of the choices, which are words: {@code padding = 2} and {@code padding = same}. */
        EITHER;

        /** As a registration writes it: {@code integer}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param name as written in {@code Dense(units = 400)}
     * @param kind of its values
     * @param documentation one sentence
     * @param defaultValue as a model would write it; empty when it must be given
     * @param least smallest value of a number, or minus infinity
     * @param most largest value of a number, or infinity
     * @param choices what it may be; empty when it is free
     */
    public record Parameter(String name, Kind kind, String documentation, Optional<String> defaultValue, double least,
            double most, List<String> choices) {

        public Parameter {
            choices = List.copyOf(choices);
        }

        /** A value that a registration writes. */
        Object parsed(String text) {
            return switch (kind) {
                case INTEGER, NUMBER -> Double.valueOf(text);
                case FLAG -> Boolean.valueOf(text);
                case WORD -> text;
                case EITHER -> choices.contains(text) ? text : Double.valueOf(text);
            };
        }

        /**
         * Says what is wrong with the registered default.
         *
         * @throws LayerMisuse when it is no value of this parameter
         */
        public void requireDefault(String layer) {
            if (defaultValue.isPresent()) {
                try {
                    checked(layer, parsed(defaultValue.get()));
                } catch (NumberFormatException noNumber) {
                    throw new LayerMisuse("Expected a number as default of '" + name + "', found '"
                            + defaultValue.get() + "'.");
                }
            }
        }

        /** @throws LayerMisuse when a value is none of this parameter */
        Object checked(String layer, Object value) {
            boolean right = switch (kind) {
                case INTEGER -> value instanceof Double number && number == Math.rint(number) && isWithin(number)
                        && isChoice(shown(number));
                case NUMBER -> value instanceof Double number && isWithin(number) && isChoice(shown(number));
                case FLAG -> value instanceof Boolean;
                case WORD -> value instanceof String word && isChoice(word);
                case EITHER -> value instanceof Double number ? number == Math.rint(number) && isWithin(number)
                        : value instanceof String word && isChoice(word);
            };
            if (!right) {
                throw new LayerMisuse("Expected " + expected() + " as '" + name + "' of " + layer + ", found "
                        + shown(value) + ".");
            }
            return value;
        }

        private boolean isChoice(String written) {
            return choices.isEmpty() || choices.contains(written);
        }

        private boolean isWithin(double number) {
            return number >= least && number <= most;
        }

        private static String shown(Object value) {
            return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                    ? String.valueOf(number.longValue()) : value instanceof String ? "'" + value + "'" : value + "";
        }

        /** {@code a whole number of at least 1}, for messages. */
        public String expected() {
            return kind == Kind.EITHER ? "a whole number" + bounds() + ", or one of " + String.join(", ", choices)
                    : !choices.isEmpty() ? "one of " + String.join(", ", choices) : switch (kind) {
                case INTEGER, EITHER -> "a whole number" + bounds();
                case NUMBER -> "a number" + bounds();
                case FLAG -> "true or false";
                case WORD -> "a word";
            };
        }

        private String bounds() {
            String low = least == Double.NEGATIVE_INFINITY ? "" : " of at least " + shown(least);
            return low + (most == Double.POSITIVE_INFINITY ? "" : (low.isEmpty() ? " of" : " and") + " at most "
                    + shown(most));
        }

        /** {@code activation = identity}, or the name alone. */
        @Override
        public String toString() {
            return name + defaultValue.map(value -> " = " + value).orElse("");
        }
    }
}
