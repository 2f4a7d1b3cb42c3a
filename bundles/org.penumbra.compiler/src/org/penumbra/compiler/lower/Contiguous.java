package org.penumbra.compiler.lower;

import java.util.List;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** Recognises a block that lies in one piece in an array, so that it need not be copied. */
final class Contiguous {

    /** An offset as a multiple of one index and the rest. */
    private record Split(double stride, Expr rest) {
    }

    private Contiguous() {
    }

    /** Where the block starts whose elements these are, row-major along the axes; null when it is not in one piece. */
    static Place place(Expr element, List<Loop> axes) {
        if (!(element instanceof Element read) || read.array().role() == Array.Role.FREE) {
            return null;
        }
        Expr start = read.offset();
        int stride = 1;
        for (Loop axis : axes.reversed()) {
            Split split = split(start, axis.index());
            if (split == null || Stored.extent(axis) > 1 && split.stride() != stride) {
                return null;
            }
            start = split.rest().plus(split.stride() * ((Constant) axis.lower()).value());
            stride *= Stored.extent(axis);
        }
        return new Place(read.array(), start);
    }

    private static Split split(Expr offset, Index index) {
        return switch (offset) {
            case Constant constant -> new Split(0, constant);
            case Index other -> other.equals(index) ? new Split(1, Expr.of(0)) : new Split(0, other);
            case Apply apply -> split(apply, index);
            default -> new Facts().dependsOn(offset, index) ? null : new Split(0, offset);
        };
    }

    private static Split split(Apply apply, Index index) {
        Split a = split(apply.argument(0), index);
        Split b = apply.op().arity() == 2 ? split(apply.argument(1), index) : null;
        if (a == null || b == null) {
            return null;
        }
        return switch (apply.op()) {
            case ADD -> new Split(a.stride() + b.stride(), a.rest().plus(b.rest()));
            case SUB -> new Split(a.stride() - b.stride(), a.rest().minus(b.rest()));
            case MUL -> product(a, b);
            default -> a.stride() == 0 && b.stride() == 0 ? new Split(0, apply) : null;
        };
    }

    private static Split product(Split a, Split b) {
        if (b.rest() instanceof Constant factor && b.stride() == 0) {
            return new Split(a.stride() * factor.value(), a.rest().times(factor));
        }
        if (a.rest() instanceof Constant factor && a.stride() == 0) {
            return new Split(b.stride() * factor.value(), b.rest().times(factor));
        }
        return a.stride() == 0 && b.stride() == 0 ? new Split(0, a.rest().times(b.rest())) : null;
    }
}
