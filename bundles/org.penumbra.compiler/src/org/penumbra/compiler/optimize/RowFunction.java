package org.penumbra.compiler.optimize;

import java.util.List;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * An expression of data and indices, made ready for being evaluated at very many places. The value has the bits that
 * {@link org.penumbra.expression.Evaluator} gives.
 */
interface RowFunction {

    /** @param at the value of each index, by its position */
    double at(int[] at);

    /**
     * @param positions of the indices; sums inside take further ones, so the places that are evaluated at need as many
     *        entries as {@link #depth} says
     * @throws IllegalArgumentException when an index has no position
     */
    static RowFunction of(Expr expression, List<Index> positions, Map<Array, double[]> data) {
        return switch (expression) {
            case Constant constant -> at -> constant.value();
            case Index index -> index(positions.lastIndexOf(index), index);
            case Element element -> element(data.get(element.array()), of(element.offset(), positions, data));
            case Apply apply -> apply(apply.op(),
                    apply.arguments().stream().map(argument -> of(argument, positions, data)).toList());
            case Sum sum -> sum(sum, positions, data);
        };
    }

    /** How many sums stand inside of one another. */
    static int depth(Expr expression) {
        return switch (expression) {
            case Element element -> depth(element.offset());
            case Apply apply -> apply.arguments().stream().mapToInt(RowFunction::depth).max().orElse(0);
            case Sum sum -> 1 + Math.max(depth(sum.body()),
                    Math.max(depth(sum.loop().lower()), depth(sum.loop().upper())));
            default -> 0;
        };
    }

    private static RowFunction index(int position, Index index) {
        if (position < 0) {
            throw new IllegalArgumentException("index " + index + " has no value here");
        }
        return at -> at[position];
    }

    private static RowFunction element(double[] values, RowFunction offset) {
        return at -> values[(int) offset.at(at)];
    }

    private static RowFunction apply(Op op, List<RowFunction> arguments) {
        RowFunction a = arguments.getFirst();
        RowFunction last = arguments.getLast();
        if (op == Op.SELECT) {
            RowFunction whenTrue = arguments.get(1);
            return at -> a.at(at) != 0 ? whenTrue.at(at) : last.at(at);
        }
        return switch (op) {
            case ADD -> at -> a.at(at) + last.at(at);
            case SUB -> at -> a.at(at) - last.at(at);
            case MUL -> at -> a.at(at) * last.at(at);
            case DIV -> at -> a.at(at) / last.at(at);
            default -> op.arity() == 1 ? at -> op.evaluate(a.at(at)) : at -> op.evaluate(a.at(at), last.at(at));
        };
    }

    private static RowFunction sum(Sum sum, List<Index> positions, Map<Array, double[]> data) {
        RowFunction lower = of(sum.loop().lower(), positions, data);
        RowFunction upper = of(sum.loop().upper(), positions, data);
        List<Index> inner = new java.util.ArrayList<>(positions);
        inner.add(sum.loop().index());
        RowFunction body = of(sum.body(), inner, data);
        return at -> {
            double total = 0;
            int last = (int) upper.at(at);
            for (int i = (int) lower.at(at); i <= last; i++) {
                at[positions.size()] = i;
                total += body.at(at);
            }
            return total;
        };
    }
}
