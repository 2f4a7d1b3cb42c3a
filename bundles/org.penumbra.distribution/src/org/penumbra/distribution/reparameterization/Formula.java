package org.penumbra.distribution.reparameterization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/**
 * Expressions of a few numbers, evaluated again and again without allocation. Parts that several of them share are
 * evaluated once, of a choice only what is chosen. For one thread.
 */
final class Formula {

    private static final Array INPUTS = new Array("inputs", Array.Role.FREE, List.of(Integer.MAX_VALUE));

    private final Map<Expr, Integer> known = new HashMap<>();
    private final List<Expr> order = new ArrayList<>();
    private final int[] results;
    private final Op[] ops;
    private final int[][] arguments;
    /** Positions of inputs among the nodes. */
    private final int[] inputs;
    private final double[] values;
    /** In which evaluation each value was found; that of a constant never ages. */
    private final long[] found;
    private long evaluation;

    /** @param expressions of constants and elements of {@link #input(int)} alone */
    Formula(int inputCount, Expr... expressions) {
        this.results = Arrays.stream(expressions).mapToInt(this::node).toArray();
        int size = order.size();
        this.ops = new Op[size];
        this.arguments = new int[size][];
        this.inputs = new int[inputCount];
        this.values = new double[size];
        this.found = new long[size];
        Arrays.fill(inputs, -1);
        for (int k = 0; k < size; k++) {
            place(k, order.get(k));
        }
    }

    /** A number that is given in each evaluation. */
    static Expr input(int number) {
        return new Element(INPUTS, Expr.of(number));
    }

    private int node(Expr expression) {
        Integer position = known.get(expression);
        if (position == null) {
            if (expression instanceof Apply apply) {
                apply.arguments().forEach(this::node);
            }
            position = order.size();
            order.add(expression);
            known.put(expression, position);
        }
        return position;
    }

    private void place(int k, Expr expression) {
        switch (expression) {
            case Constant constant -> {
                values[k] = constant.value();
                found[k] = Long.MAX_VALUE;
            }
            case Element element -> inputs[(int) ((Constant) element.offset()).value()] = k;
            case Apply apply -> {
                ops[k] = apply.op();
                arguments[k] = apply.arguments().stream().mapToInt(known::get).toArray();
            }
            default -> throw new IllegalArgumentException(expression + " is no formula of numbers");
        }
    }

    /** Sets an input from here on; what was evaluated is forgotten. */
    void set(int input, double value) {
        evaluation++;
        if (inputs[input] >= 0) {
            values[inputs[input]] = value;
            found[inputs[input]] = Long.MAX_VALUE;
        }
    }

    /** The value of an expression, the first one 0. */
    double get(int expression) {
        return value(results[expression]);
    }

    private double value(int node) {
        if (found[node] < evaluation) {
            values[node] = compute(ops[node], arguments[node]);
            found[node] = evaluation;
        }
        return values[node];
    }

    private double compute(Op op, int[] at) {
        if (op == Op.SELECT) {
            return value(value(at[0]) != 0 ? at[1] : at[2]);
        }
        return switch (at.length) {
            case 1 -> op.evaluate(value(at[0]));
            case 2 -> op.evaluate(value(at[0]), value(at[1]));
            default -> op.evaluate(value(at[0]), value(at[1]), value(at[2]));
        };
    }
}
