package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.expression.Expr;

/** Broadcasting as NumPy does it: axes are aligned at the right, and an extent of 1 stretches. */
final class Shapes {

    private Shapes() {
    }

    /** The common shape, or empty when there is none. */
    static Optional<List<Integer>> broadcast(List<Integer> a, List<Integer> b) {
        int rank = Math.max(a.size(), b.size());
        List<Integer> result = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int first = extent(a, axis - (rank - a.size()));
            int second = extent(b, axis - (rank - b.size()));
            if (first != second && first != 1 && second != 1) {
                return Optional.empty();
            }
            result.add(first == 1 ? second : first);
        }
        return Optional.of(result);
    }

    private static int extent(List<Integer> shape, int axis) {
        return axis < 0 ? 1 : shape.get(axis);
    }

    /** The element of {@code value} that meets the element of a broadcast result at these subscripts. */
    static Expr stretched(Value value, List<Expr> subscripts) {
        int skipped = subscripts.size() - value.rank();
        List<Expr> own = new ArrayList<>();
        for (int axis = 0; axis < value.rank(); axis++) {
            own.add(value.shape().get(axis) == 1 ? Expr.of(1) : subscripts.get(skipped + axis));
        }
        return value.at(own);
    }

    /** 0-based row-major position of 1-based subscripts. */
    static Expr offset(List<Integer> shape, List<Expr> subscripts) {
        Expr offset = Expr.of(0);
        for (int axis = 0; axis < shape.size(); axis++) {
            offset = offset.times(shape.get(axis)).plus(subscripts.get(axis).minus(1));
        }
        return offset;
    }

    /** {@code a scalar} or {@code shape [3, 2]}. */
    static String describe(List<Integer> shape) {
        return shape.isEmpty() ? "a scalar"
                : shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "shape [", "]"));
    }
}
