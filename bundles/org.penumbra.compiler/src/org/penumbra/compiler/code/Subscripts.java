package org.penumbra.compiler.code;

import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/** Integer expressions of indices and data as functions that are quick to evaluate for millions of rows. */
final class Subscripts {

    /** An integer expression. */
    interface Subscript {

        /** @param indices values of the indices, by their numbers */
        int at(int[] indices);
    }

    private final Map<Array, double[]> data;
    private final Map<Index, Integer> numbers;

    /** @param numbers where the value of each index is */
    Subscripts(Map<Array, double[]> data, Map<Index, Integer> numbers) {
        this.data = data;
        this.numbers = numbers;
    }

    /** Whether all that an expression reads is known before anything runs. */
    boolean areKnown(Expr expression) {
        return switch (expression) {
            case Element element -> data.containsKey(element.array()) && areKnown(element.offset());
            case Apply apply -> apply.arguments().stream().allMatch(this::areKnown);
            default -> true;
        };
    }

    Subscript of(Expr expression) {
        return switch (expression) {
            case Constant constant -> {
                int value = (int) constant.value();
                yield indices -> value;
            }
            case Index index -> {
                int number = numbers.get(index);
                yield indices -> indices[number];
            }
            case Element element -> {
                double[] values = data.get(element.array());
                Subscript offset = of(element.offset());
                yield indices -> (int) values[offset.at(indices)];
            }
            case Apply apply -> of(apply);
            case Sum sum -> throw new IllegalStateException("sums in subscripts are tabulated at binding");
        };
    }

    private Subscript of(Apply apply) {
        Subscript a = of(apply.argument(0));
        Subscript b = apply.op().arity() == 2 ? of(apply.argument(1)) : a;
        return switch (apply.op()) {
            case ADD -> indices -> a.at(indices) + b.at(indices);
            case SUB -> indices -> a.at(indices) - b.at(indices);
            case MUL -> indices -> a.at(indices) * b.at(indices);
            case NEG -> indices -> -a.at(indices);
            default -> throw new IllegalStateException(apply.op() + " in subscripts is tabulated at binding");
        };
    }
}
