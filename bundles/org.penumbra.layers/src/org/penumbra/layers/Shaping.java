package org.penumbra.layers;

import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/** The same numbers, row-major, in another shape. */
final class Shaping {

    private Shaping() {
    }

    /** A vector is looked at differently, which costs nothing; what has several axes is copied. */
    static ArrayExpr of(ArrayExpr input, List<Integer> shape) {
        return input.rank() == 1 ? input.with(shape, at -> input.at(position(shape, at)))
                : input.apply(new CopyFunction(input.size()), shape);
    }

    /** The 1-based position of an element among all. */
    private static Expr position(List<Integer> shape, List<Expr> at) {
        Expr offset = Expr.of(0);
        for (int axis = 0; axis < shape.size(); axis++) {
            offset = offset.times(shape.get(axis)).plus(at.get(axis).minus(1));
        }
        return offset.plus(1);
    }
}
