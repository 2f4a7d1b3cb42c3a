package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Blocks of one size, one for each iteration of the loops around, stored row-major.
 *
 * @param around loops whose ends are constants, outermost first
 * @param block number of elements of a block
 */
record Stored(List<Loop> around, int block) {

    Stored {
        around = List.copyOf(around);
    }

    /** Number of iterations of a loop whose ends are constants. */
    static int extent(Loop loop) {
        return Math.max(0, number(loop.upper()) - number(loop.lower()) + 1);
    }

    private static int number(Expr end) {
        return (int) ((Constant) end).value();
    }

    List<Integer> shape() {
        List<Integer> shape = new ArrayList<>(around.stream().map(Stored::extent).toList());
        shape.add(block);
        return shape;
    }

    int size() {
        return shape().stream().reduce(1, Math::multiplyExact);
    }

    /** Position of the first element of the block that belongs to where the loops are. */
    Expr start() {
        Expr start = Expr.of(0);
        for (Loop loop : around) {
            start = start.times(extent(loop)).plus(loop.index().minus(loop.lower()));
        }
        return start.times(block);
    }

    /** The first elements of the block where the loops are, in a shape. */
    Value value(Array array, List<Integer> shape) {
        Expr start = start();
        return new Value(shape, at -> new Element(array, start.plus(Shapes.offset(shape, at))));
    }

    void eachIteration(Evaluator start, Consumer<Evaluator> action) {
        eachIteration(0, start, action);
    }

    private void eachIteration(int depth, Evaluator at, Consumer<Evaluator> action) {
        if (depth == around.size()) {
            action.accept(at);
            return;
        }
        Loop loop = around.get(depth);
        for (int i = number(loop.lower()); i <= number(loop.upper()); i++) {
            eachIteration(depth + 1, at.with(loop.index(), i), action);
        }
    }
}
