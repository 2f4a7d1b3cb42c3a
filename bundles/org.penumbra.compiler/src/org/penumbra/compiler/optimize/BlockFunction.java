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

/**
 * An expression of data and indices, made ready for being evaluated at millions of places: one operation after the
 * other, each for a block of places. The values have the bits of {@link RowFunction}, which does what is not done in
 * every place alike: choices, and sums of lengths of their own.
 */
interface BlockFunction {

    /** Most places at once. */
    int BLOCK = 1024;

    /**
     * @param places the values of the indices, {@code [place][index]}
     * @param count places, at most {@link #BLOCK}
     * @param into as many numbers, overwritten
     */
    void values(int[][] places, int count, double[] into);

    /** @throws IllegalArgumentException when an index has no position */
    static BlockFunction of(Expr expression, List<Index> positions, Map<Array, double[]> data) {
        return switch (expression) {
            case Constant constant -> (places, count, into) -> {
                for (int k = 0; k < count; k++) {
                    into[k] = constant.value();
                }
            };
            case Element element -> element(data.get(element.array()), of(element.offset(), positions, data));
            case Apply apply when apply.op() != Op.SELECT && apply.op().arity() == 1 ->
                unary(apply.op(), of(apply.argument(0), positions, data));
            case Apply apply when apply.op() != Op.SELECT && apply.op().arity() == 2 ->
                binary(apply.op(), of(apply.argument(0), positions, data), of(apply.argument(1), positions, data));
            default -> single(RowFunction.of(expression, positions, data));
        };
    }

    private static BlockFunction single(RowFunction function) {
        return (places, count, into) -> {
            for (int k = 0; k < count; k++) {
                into[k] = function.at(places[k]);
            }
        };
    }

    private static BlockFunction element(double[] values, BlockFunction offset) {
        return (places, count, into) -> {
            offset.values(places, count, into);
            for (int k = 0; k < count; k++) {
                into[k] = values[(int) into[k]];
            }
        };
    }

    private static BlockFunction unary(Op op, BlockFunction argument) {
        return (places, count, into) -> {
            argument.values(places, count, into);
            for (int k = 0; k < count; k++) {
                into[k] = op.evaluate(into[k]);
            }
        };
    }

    private static BlockFunction binary(Op op, BlockFunction first, BlockFunction second) {
        double[] other = new double[BLOCK];
        return (places, count, into) -> {
            first.values(places, count, into);
            second.values(places, count, other);
            combine(op, into, other, count);
        };
    }

    private static void combine(Op op, double[] into, double[] other, int count) {
        switch (op) {
            case ADD -> {
                for (int k = 0; k < count; k++) {
                    into[k] += other[k];
                }
            }
            case SUB -> {
                for (int k = 0; k < count; k++) {
                    into[k] -= other[k];
                }
            }
            case MUL -> {
                for (int k = 0; k < count; k++) {
                    into[k] *= other[k];
                }
            }
            default -> {
                for (int k = 0; k < count; k++) {
                    into[k] = op.evaluate(into[k], other[k]);
                }
            }
        }
    }
}
