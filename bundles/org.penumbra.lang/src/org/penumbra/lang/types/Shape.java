package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extents of a value, empty for a scalar.
 *
 * @param extents one per axis; null when not even the number of axes is known
 */
public record Shape(List<Extent> extents) {

    public static final Shape SCALAR = new Shape(List.of());
    public static final Shape UNKNOWN = new Shape(null);

    public Shape {
        extents = extents == null ? null : List.copyOf(extents);
    }

    public static Shape of(Extent... extents) {
        return new Shape(List.of(extents));
    }

    public boolean isKnown() {
        return extents != null;
    }

    public boolean isScalar() {
        return isKnown() && extents.isEmpty();
    }

    /** Number of axes; only when known. */
    public int rank() {
        return extents.size();
    }

    public Extent last() {
        return extents.get(rank() - 1);
    }

    /** With these axes in front. */
    public Shape inside(List<Extent> outer) {
        if (!isKnown()) {
            return this;
        }
        List<Extent> all = new ArrayList<>(outer);
        all.addAll(extents);
        return new Shape(all);
    }

    /**
     * The common shape by the rule of NumPy: aligned at the last axis, where lengths agree or one of them is 1.
     *
     * @return null when they do not broadcast
     */
    public Shape broadcast(Shape other) {
        if (!isKnown() || !other.isKnown()) {
            return isKnown() && isScalar() ? other : other.isKnown() && other.isScalar() ? this : UNKNOWN;
        }
        Shape longer = rank() >= other.rank() ? this : other;
        Shape shorter = longer == this ? other : this;
        List<Extent> common = new ArrayList<>(longer.extents);
        for (int axis = 1; axis <= shorter.rank(); axis++) {
            Extent a = longer.extents.get(longer.rank() - axis);
            Extent b = shorter.extents.get(shorter.rank() - axis);
            if (!a.isOne() && !b.isOne() && a.conflicts(b)) {
                return null;
            }
            common.set(longer.rank() - axis, a.isOne() || !a.isKnown() ? b : a);
        }
        return new Shape(common);
    }

    /** Whether a value of this shape can stand where {@code target} is needed, stretched as broadcasting allows. */
    public boolean fitsInto(Shape target) {
        if (!isKnown() || !target.isKnown()) {
            return true;
        }
        if (rank() > target.rank()) {
            return false;
        }
        for (int axis = 1; axis <= rank(); axis++) {
            Extent own = extents.get(rank() - axis);
            if (!own.isOne() && own.conflicts(target.extents.get(target.rank() - axis))) {
                return false;
            }
        }
        return true;
    }

    /** {@code [n, k]}, or {@code scalar}. */
    @Override
    public String toString() {
        return !isKnown() ? "[?]" : isScalar() ? "scalar"
                : extents.stream().map(Extent::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
