package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** Takes row-major positions of elements apart into subscripts, one for each axis. */
final class Position {

    private final List<Loop> loops;
    private final Workspace work;
    private final Facts facts = new Facts();

    /** @param loops around the elements, outermost first */
    Position(List<Loop> loops, Workspace work) {
        this.loops = loops;
        this.work = work;
    }

    /** Empty when some axis has no subscript of the form of {@link Subscript}. */
    Optional<List<Subscript>> of(Array array, Expr offset) {
        if (loops.stream().anyMatch(loop -> !(loop.lower() instanceof Constant))) {
            return Optional.empty();
        }
        Affine affine = Affine.of(offset);
        List<Integer> strides = strides(array.shape());
        Map<Integer, Expr> varying = new HashMap<>();
        for (Map.Entry<Expr, Long> part : affine.parts().entrySet()) {
            int axis = axisOf(part.getValue(), strides, array.shape());
            if (axis < 0 || varying.put(axis, part.getKey()) != null) {
                return Optional.empty();
            }
        }
        return check(array, shifts(array, strides, affine, varying));
    }

    private static List<Integer> strides(List<Integer> shape) {
        List<Integer> strides = new ArrayList<>();
        int stride = 1;
        for (int extent : shape.reversed()) {
            strides.addFirst(stride);
            stride *= extent;
        }
        return strides;
    }

    /** Axes of extent 1 have the stride of another one, and no part. */
    private static int axisOf(long coefficient, List<Integer> strides, List<Integer> shape) {
        for (int axis = 0; axis < strides.size(); axis++) {
            if (shape.get(axis) > 1 && strides.get(axis) == coefficient) {
                return axis;
            }
        }
        return -1;
    }

    /** The numbers beside the varying parts, from the position in the first iteration. */
    private List<Subscript> shifts(Array array, List<Integer> strides, Affine affine, Map<Integer, Expr> varying) {
        Evaluator first = work.evaluator();
        for (Loop loop : loops) {
            first = first.with(loop.index(), first.integer(loop.lower()));
        }
        long position = affine.constant();
        for (Map.Entry<Expr, Long> part : affine.parts().entrySet()) {
            position += part.getValue() * first.integer(part.getKey());
        }
        List<Subscript> subscripts = new ArrayList<>();
        for (int axis = 0; axis < strides.size(); axis++) {
            int number = (int) (position / strides.get(axis) % array.shape().get(axis)) + 1;
            Expr part = varying.get(axis);
            subscripts.add(part == null ? Subscript.of(number)
                    : new Subscript(Optional.of(part), number - first.integer(part)));
        }
        return subscripts;
    }

    /** What was read off one iteration must stay within the axes in all of them. */
    private Optional<List<Subscript>> check(Array array, List<Subscript> subscripts) {
        for (int axis = 0; axis < subscripts.size(); axis++) {
            if (!subscripts.get(axis).isNumber() && !within(subscripts.get(axis), array.shape().get(axis))) {
                return Optional.empty();
            }
        }
        return Optional.of(subscripts);
    }

    private boolean within(Subscript subscript, int extent) {
        Expr value = subscript.expression();
        List<Loop> used = subscript.index().isPresent()
                ? loops.stream().filter(loop -> loop.index().equals(subscript.index().get())).toList()
                : loops.stream().filter(loop -> facts.dependsOn(value, loop.index())).toList();
        return within(value, extent, used, work.evaluator());
    }

    private static boolean within(Expr value, int extent, List<Loop> used, Evaluator at) {
        if (used.isEmpty()) {
            int number = at.integer(value);
            return number >= 1 && number <= extent;
        }
        Loop loop = used.getFirst();
        int last = at.integer(loop.upper());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            if (!within(value, extent, used.subList(1, used.size()), at.with(loop.index(), i))) {
                return false;
            }
        }
        return true;
    }
}
