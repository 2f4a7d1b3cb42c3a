package org.penumbra.compiler.ir;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * A number, vector or matrix that is computed element by element.
 *
 * @param axes loops from 1 to a constant, one for each axis in order; empty for a number
 * @param element the element where they are
 */
public record Block(List<Loop> axes, Expr element) {

    public Block {
        axes = List.copyOf(axes);
    }

    public static int extent(Loop axis) {
        return (int) ((Constant) axis.upper()).value();
    }

    /** Number of elements. */
    public int size() {
        return axes.stream().mapToInt(Block::extent).reduce(1, Math::multiplyExact);
    }

    /** All elements, row-major. */
    public double[] numbers(Evaluator at) {
        double[] numbers = new double[size()];
        if (element instanceof Constant one) {
            Arrays.fill(numbers, one.value());
            return numbers;
        }
        fill(0, 0, at, numbers);
        return numbers;
    }

    private void fill(int depth, int start, Evaluator at, double[] numbers) {
        if (depth == axes.size()) {
            numbers[start] = at.evaluate(element);
            return;
        }
        int extent = extent(axes.get(depth));
        for (int i = 0; i < extent; i++) {
            fill(depth + 1, start * extent + i, at.with(axes.get(depth).index(), i + 1), numbers);
        }
    }

    /** 1-based subscripts of the element at a row-major position, as in {@code [2, 1]}; empty for a number. */
    public String subscripts(int position) {
        int[] subscripts = new int[axes.size()];
        int rest = position;
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            subscripts[axis] = rest % extent(axes.get(axis)) + 1;
            rest /= extent(axes.get(axis));
        }
        return axes.isEmpty() ? "" : Arrays.toString(subscripts);
    }
}
