package org.penumbra.lang.types;

import java.util.function.DoubleUnaryOperator;
import org.penumbra.distribution.Support;

/**
 * Bounds of all elements of a value, as interval arithmetic gives them; wider than the truth at worst.
 *
 * @param low lower bound, or minus infinity
 * @param high upper bound, or infinity
 */
public record Range(double low, double high) {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    public static final Range ALL = new Range(-INFINITY, INFINITY);
    public static final Range NONNEGATIVE = new Range(0, INFINITY);
    public static final Range UNIT = new Range(0, 1);

    public Range {
        low = Double.isNaN(low) ? -INFINITY : low;
        high = Double.isNaN(high) ? INFINITY : high;
    }

    public static Range of(double value) {
        return new Range(value, value);
    }

    public boolean isPoint() {
        return low == high;
    }

    public Range plus(Range other) {
        return new Range(low + other.low, high + other.high);
    }

    public Range negate() {
        return new Range(-high, -low);
    }

    public Range times(Range other) {
        double a = product(low, other.low);
        double b = product(low, other.high);
        double c = product(high, other.low);
        double d = product(high, other.high);
        return new Range(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    /** 0 times an unbounded number is 0: the number itself is finite. */
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    public Range dividedBy(Range other) {
        if (other.low < 0 && other.high > 0 || other.low == 0 && other.high == 0) {
            return ALL;
        }
        if (other.low >= 0) {
            return times(new Range(1 / other.high, other.low == 0 ? INFINITY : 1 / other.low));
        }
        return negate().dividedBy(other.negate());
    }

    public Range power(Range exponent) {
        boolean even = exponent.isPoint() && exponent.low % 2 == 0;
        if (even && exponent.low >= 0) {
            Range size = absolute();
            return new Range(Math.pow(size.low, exponent.low), Math.pow(size.high, exponent.low));
        }
        boolean positive = low >= 0 || even;
        return positive ? NONNEGATIVE : ALL;
    }

    public Range absolute() {
        double larger = Math.max(Math.abs(low), Math.abs(high));
        return new Range(low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high)), larger);
    }

    /** The image under a function that never falls. */
    public Range rising(DoubleUnaryOperator function) {
        return new Range(function.applyAsDouble(low), function.applyAsDouble(high));
    }

    /** The smallest range that holds both. */
    public Range union(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    /** What both allow; the other one when they have nothing in common. */
    public Range intersect(Range other) {
        double from = Math.max(low, other.low);
        double to = Math.min(high, other.high);
        return from <= to ? new Range(from, to) : other;
    }

    /** The bounds of a support whose bounds are numbers; others count as unbounded. */
    public static Range of(Support support) {
        return new Range(support.lower().isNone() ? -INFINITY : support.lower().value(),
                support.upper().isNone() ? INFINITY : support.upper().value());
    }

    /** Whether no value of this range lies in the support. A bound that is no number excludes nothing. */
    public boolean misses(Support support) {
        Range allowed = of(support);
        return high < allowed.low || low > allowed.high || support.kind() == Support.Kind.POSITIVE && high <= 0;
    }

    /** Whether some value may lie outside; touching an open bound does not count. */
    public boolean mayLeave(Support support) {
        Range allowed = of(support);
        return low < allowed.low || high > allowed.high;
    }

    /** {@code -1}, {@code at least 0}, {@code between 0 and 1}, {@code any number}. */
    @Override
    public String toString() {
        if (isPoint()) {
            return number(low);
        }
        if (low == -INFINITY) {
            return high == INFINITY ? "any number" : "at most " + number(high);
        }
        return high == INFINITY ? "at least " + number(low) : "between " + number(low) + " and " + number(high);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value);
    }
}
