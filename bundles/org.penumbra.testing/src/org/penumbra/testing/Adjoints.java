package org.penumbra.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Derivatives;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/** Derivatives of a number by elements of arrays, gathered by going back through expressions. */
final class Adjoints {

    private final Map<Array, double[]> numbers;
    private final Map<Array, double[]> adjoints = new HashMap<>();

    Adjoints(Map<Array, double[]> numbers) {
        this.numbers = numbers;
    }

    double[] of(Array array) {
        return adjoints.computeIfAbsent(array, key -> new double[key.size()]);
    }

    /** Adds what expressions contribute, given the derivatives by them. */
    void add(List<Expr> expressions, double[] slopes) {
        Evaluator evaluator = new Evaluator(numbers::get);
        for (int k = 0; k < slopes.length; k++) {
            add(expressions.get(k), slopes[k], evaluator);
        }
    }

    private void add(Expr expression, double slope, Evaluator at) {
        switch (expression) {
            case Element element -> of(element.array())[at.integer(element.offset())] += slope;
            case Apply apply -> apply(apply, slope, at);
            case Sum sum -> {
                int last = at.integer(sum.loop().upper());
                for (int i = at.integer(sum.loop().lower()); i <= last; i++) {
                    add(sum.body(), slope, at.with(sum.loop().index(), i));
                }
            }
            default -> { }
        }
    }

    private void apply(Apply apply, double slope, Evaluator at) {
        if (apply.op() == Op.SELECT) {
            add(apply.argument(at.evaluate(apply.argument(0)) != 0 ? 1 : 2), slope, at);
            return;
        }
        for (int k = 0; k < apply.arguments().size(); k++) {
            double partial = at.evaluate(Derivatives.partial(apply, k));
            if (partial != 0) {
                add(apply.argument(k), slope * partial, at);
            }
        }
    }
}
