package org.penumbra.expression;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The slow, obviously correct meaning of expressions: what compiled code is checked against, and what evaluates
 * data-only parts once, at binding.
 */
public final class Evaluator {

    private final Function<Array, double[]> arrays;
    private final Map<Index, Integer> indices;
    private final Map<Expr, Double> known = new IdentityHashMap<>();

    /** @param arrays the numbers of every array that occurs, row-major */
    public Evaluator(Function<Array, double[]> arrays) {
        this(arrays, Map.of());
    }

    private Evaluator(Function<Array, double[]> arrays, Map<Index, Integer> indices) {
        this.arrays = arrays;
        this.indices = indices;
    }

    /** An evaluator in which {@code index} has this value besides those known here. */
    public Evaluator with(Index index, int value) {
        Map<Index, Integer> inner = new HashMap<>(indices);
        inner.put(index, value);
        return new Evaluator(arrays, inner);
    }

    /**
     * @throws IndexOutOfBoundsException when an element lies outside of its array
     * @throws IllegalStateException when an index has no value here
     */
    public double evaluate(Expr expression) {
        Double value = known.get(expression);
        if (value == null) {
            value = compute(expression);
            known.put(expression, value);
        }
        return value;
    }

    /** The value of an integer-valued expression. */
    public int integer(Expr expression) {
        return (int) evaluate(expression);
    }

    private double compute(Expr expression) {
        return switch (expression) {
            case Constant constant -> constant.value();
            case Index index -> index(index);
            case Element element -> numbers(element.array())[integer(element.offset())];
            case Apply apply -> apply(apply);
            case Sum sum -> sum(sum);
        };
    }

    private double[] numbers(Array array) {
        double[] numbers = arrays.apply(array);
        if (numbers == null) {
            throw new MissingNumbers(array);
        }
        return numbers;
    }

    private double index(Index index) {
        Integer value = indices.get(index);
        if (value == null) {
            throw new IllegalStateException("index " + index + " has no value outside of its loop");
        }
        return value;
    }

    private double apply(Apply apply) {
        if (apply.op() == Op.SELECT) {
            return evaluate(apply.argument(evaluate(apply.argument(0)) != 0 ? 1 : 2));
        }
        double[] values = new double[apply.arguments().size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = evaluate(apply.argument(k));
        }
        return apply.op().evaluate(values);
    }

    private double sum(Sum sum) {
        double total = 0;
        int last = integer(sum.loop().upper());
        for (int i = integer(sum.loop().lower()); i <= last; i++) {
            total += with(sum.loop().index(), i).evaluate(sum.body());
        }
        return total;
    }
}
