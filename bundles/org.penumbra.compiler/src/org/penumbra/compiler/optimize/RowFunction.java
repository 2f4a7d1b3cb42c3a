package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.IdentityHashMap;
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

    /** How many operations one evaluation takes, each sum counted as one round: what occurs twice is computed twice. */
    static double size(Expr expression) {
        return size(expression, new IdentityHashMap<>());
    }

    private static double size(Expr expression, Map<Expr, Double> known) {
        Double size = known.get(expression);
        if (size == null) {
            size = 1 + switch (expression) {
                case Element element -> size(element.offset(), known);
                case Apply apply -> apply.arguments().stream().mapToDouble(part -> size(part, known)).sum();
                case Sum sum -> size(sum.body(), known);
                default -> 0;
            };
            known.put(expression, size);
        }
        return size;
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
        RowFunction b = arguments.size() > 1 ? arguments.get(1) : a;
        RowFunction last = arguments.getLast();
        return switch (op) {
            case SELECT -> at -> a.at(at) != 0 ? b.at(at) : last.at(at);
            case ADD -> at -> a.at(at) + b.at(at);
            case SUB -> at -> a.at(at) - b.at(at);
            case MUL -> at -> a.at(at) * b.at(at);
            case DIV -> at -> a.at(at) / b.at(at);
            default -> switch (op.arity()) {
                case 1 -> at -> op.evaluate(a.at(at));
                case 2 -> at -> op.evaluate(a.at(at), b.at(at));
                default -> at -> op.evaluate(a.at(at), b.at(at), last.at(at));
            };
        };
    }

    private static RowFunction sum(Sum sum, List<Index> positions, Map<Array, double[]> data) {
        RowFunction lower = of(sum.loop().lower(), positions, data);
        RowFunction upper = of(sum.loop().upper(), positions, data);
        List<Index> inner = new ArrayList<>(positions);
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
