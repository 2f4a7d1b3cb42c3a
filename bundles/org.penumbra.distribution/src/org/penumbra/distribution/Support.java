package org.penumbra.distribution;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of numbers that a variate or a parameter lies in, with bounds that are numbers or names of parameters.
 *
 * <p>Text form, as registrations write it: {@code real}, {@code positive}, {@code nonnegative}, {@code unit},
 * {@code interval(low, high)}, {@code lower(low)}, {@code upper(high)}, {@code bool}, {@code count},
 * {@code integers(low, high)}. A bound that names a vector stands for its number of elements; {@code high + 1} adds
 * to a parameter. {@code interval} and {@code unit} are open for latent sites and closed for data.
 *
 * @param kind which family of sets
 * @param lower lower bound; {@link Bound#NONE} where there is none
 * @param upper upper bound; {@link Bound#NONE} where there is none
 */
public record Support(Kind kind, Bound lower, Bound upper) {

    /** Continuous or integer, and how it is bounded. */
    public enum Kind {
        REAL, POSITIVE, NONNEGATIVE, INTERVAL, LOWER, UPPER, INTEGERS
    }

    /**
     * A number, or a parameter whose value, with {@code offset} added to it, is the bound.
     *
     * @param parameter name, or null when {@code value} counts
     * @param value the bound when there is no parameter
     * @param offset to the parameter
     */
    public record Bound(String parameter, double value, int offset) {
        /** No bound on this side. */
        public static final Bound NONE = new Bound(null, Double.NaN);

        private static final Pattern SHIFTED = Pattern.compile("([A-Za-z_][A-Za-z_0-9]*)(?:\\+([0-9]+))?");

        /** A number, or a parameter itself. */
        public Bound(String parameter, double value) {
            this(parameter, value, 0);
        }

        static Bound parse(String text) {
            try {
                return new Bound(null, Double.parseDouble(text));
            } catch (NumberFormatException notANumber) {
                Matcher shifted = SHIFTED.matcher(text);
                if (!shifted.matches()) {
                    throw new IllegalArgumentException("a bound is a number or a parameter, not '" + text + "'",
                            notANumber);
                }
                return new Bound(shifted.group(1), Double.NaN,
                        shifted.group(2) == null ? 0 : Integer.parseInt(shifted.group(2)));
            }
        }

        Bound with(String name, double number) {
            return name.equals(parameter) ? new Bound(null, number + offset) : this;
        }

        /** The same bound by another name of its parameter. */
        public Bound renamed(String name) {
            return new Bound(name, value, offset);
        }

        public boolean isNone() {
            return parameter == null && Double.isNaN(value);
        }

        @Override
        public String toString() {
            String shift = offset == 0 ? "" : " + " + offset;
            return parameter != null ? parameter + shift
                    : value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    public static final Support REAL = new Support(Kind.REAL, Bound.NONE, Bound.NONE);
    public static final Support POSITIVE = new Support(Kind.POSITIVE, new Bound(null, 0), Bound.NONE);
    public static final Support NONNEGATIVE = new Support(Kind.NONNEGATIVE, new Bound(null, 0), Bound.NONE);
    public static final Support UNIT = interval(new Bound(null, 0), new Bound(null, 1));
    public static final Support BOOL = integers(new Bound(null, 0), new Bound(null, 1));
    public static final Support COUNT = integers(new Bound(null, 0), Bound.NONE);

    public Support {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(lower);
        Objects.requireNonNull(upper);
    }

    public static Support interval(Bound lower, Bound upper) {
        return new Support(Kind.INTERVAL, lower, upper);
    }

    public static Support integers(Bound lower, Bound upper) {
        return new Support(Kind.INTEGERS, lower, upper);
    }

    /** The real numbers between bounds, either of which may be missing. */
    public static Support between(Bound lower, Bound upper) {
        if (!lower.isNone() && !upper.isNone()) {
            return interval(lower, upper);
        }
        if (lower.isNone()) {
            return upper.isNone() ? REAL : new Support(Kind.UPPER, lower, upper);
        }
        return lower.equals(NONNEGATIVE.lower()) ? NONNEGATIVE : new Support(Kind.LOWER, lower, upper);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when it is none of the forms above
     */
    public static Support parse(String text) {
        String compact = text.replace(" ", "");
        int open = compact.indexOf('(');
        if (open < 0) {
            return named(compact);
        }
        if (!compact.endsWith(")")) {
            throw new IllegalArgumentException("missing ')' in support '" + text + "'");
        }
        return bounded(compact.substring(0, open), compact.substring(open + 1, compact.length() - 1).split(","), text);
    }

    private static Support named(String name) {
        return switch (name) {
            case "real" -> REAL;
            case "positive" -> POSITIVE;
            case "nonnegative" -> NONNEGATIVE;
            case "unit" -> UNIT;
            case "bool" -> BOOL;
            case "count" -> COUNT;
            case "integer" -> integers(Bound.NONE, Bound.NONE);
            default -> throw new IllegalArgumentException("unknown support '" + name + "'");
        };
    }

    private static Support bounded(String kind, String[] bounds, String text) {
        int expected = kind.equals("lower") || kind.equals("upper") ? 1 : 2;
        if (bounds.length != expected) {
            throw new IllegalArgumentException("support '" + text + "' needs " + expected + " bound(s)");
        }
        return switch (kind) {
            case "interval" -> interval(Bound.parse(bounds[0]), Bound.parse(bounds[1]));
            case "integers" -> integers(Bound.parse(bounds[0]), Bound.parse(bounds[1]));
            case "lower" -> new Support(Kind.LOWER, Bound.parse(bounds[0]), Bound.NONE);
            case "upper" -> new Support(Kind.UPPER, Bound.NONE, Bound.parse(bounds[0]));
            default -> throw new IllegalArgumentException("unknown support '" + text + "'");
        };
    }

    /** This support where the parameter {@code name} has the value {@code number}. */
    public Support with(String name, double number) {
        return new Support(kind, lower.with(name, number), upper.with(name, number));
    }

    /**
     * Whether {@code value} lies in a support whose bounds are numbers; bounds included except for {@code positive}.
     */
    public boolean contains(double value) {
        if (Double.isNaN(value)) {
            return false;
        }
        if (kind == Kind.INTEGERS && value != Math.rint(value)) {
            return false;
        }
        if (kind == Kind.POSITIVE) {
            return value > 0;
        }
        return !(value < lower.value()) && !(value > upper.value());
    }

    public boolean isDiscrete() {
        return kind == Kind.INTEGERS;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case REAL, POSITIVE, NONNEGATIVE -> kind.name().toLowerCase(Locale.ROOT);
            case INTERVAL -> equals(UNIT) ? "unit" : "interval(" + lower + ", " + upper + ")";
            case LOWER -> "lower(" + lower + ")";
            case UPPER -> "upper(" + upper + ")";
            case INTEGERS -> equals(BOOL) ? "bool" : equals(COUNT) ? "count" : lower.isNone() ? "integer"
                    : "integers(" + lower + ", " + upper + ")";
        };
    }
}
