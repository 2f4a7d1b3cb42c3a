package org.penumbra.lang.types;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The length of an axis, or any other integer that is linear in sizes: {@code 2 * n - 1}. What is not linear is
 * unknown, and never compared.
 *
 * @param terms factor by name of the size, without zeros; null when unknown
 * @param constant the rest
 */
public record Extent(Map<String, Long> terms, long constant) {

    public static final Extent UNKNOWN = new Extent(null, 0);

    public static Extent of(long value) {
        return new Extent(Map.of(), value);
    }

    public static Extent symbol(String name) {
        return new Extent(Map.of(name, 1L), 0);
    }

    public boolean isKnown() {
        return terms != null;
    }

    public boolean isConstant() {
        return isKnown() && terms.isEmpty();
    }

    public boolean isOne() {
        return isConstant() && constant == 1;
    }

    public Extent plus(Extent other) {
        return combine(other, 1);
    }

    public Extent minus(Extent other) {
        return combine(other, -1);
    }

    /** The product when one side is a constant. */
    public Extent times(Extent other) {
        if (isConstant()) {
            return other.combine(other, constant - 1);
        }
        return other.isConstant() ? combine(this, other.constant - 1) : UNKNOWN;
    }

    /** Whether the size with this name occurs. */
    public boolean mentions(String name) {
        return isKnown() && terms.containsKey(name);
    }

    /** With one size replaced. */
    public Extent replace(String name, Extent value) {
        Extent factor = of(terms.get(name));
        return minus(symbol(name).times(factor)).plus(value.times(factor));
    }

    private Extent combine(Extent other, long factor) {
        if (!isKnown() || !other.isKnown()) {
            return UNKNOWN;
        }
        Map<String, Long> sum = new TreeMap<>(terms);
        other.terms.forEach((name, value) -> sum.merge(name, value * factor, Long::sum));
        sum.values().removeIf(value -> value == 0);
        return new Extent(Map.copyOf(sum), constant + factor * other.constant);
    }

    /** This minus the other when that is a number whatever the sizes are. */
    public OptionalLong difference(Extent other) {
        Extent difference = minus(other);
        return difference.isConstant() ? OptionalLong.of(difference.constant) : OptionalLong.empty();
    }

    /** Whether both are known and not the same. Sizes with different names count as different. */
    public boolean conflicts(Extent other) {
        return isKnown() && other.isKnown() && !equals(other);
    }

    @Override
    public String toString() {
        if (!isKnown()) {
            return "?";
        }
        StringBuilder text = new StringBuilder();
        new TreeMap<>(terms).forEach((name, factor) -> append(text, factor, name));
        if (constant != 0 || text.isEmpty()) {
            append(text, constant, "");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long factor, String name) {
        long size = Math.abs(factor);
        text.append(text.isEmpty() ? factor < 0 ? "-" : "" : factor < 0 ? " - " : " + ");
        text.append(name.isEmpty() ? Long.toString(size) : size == 1 ? name : size + " * " + name);
    }
}
