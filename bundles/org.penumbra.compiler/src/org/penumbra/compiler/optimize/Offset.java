package org.penumbra.compiler.optimize;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;

/**
 * A position as a linear form: two that are written differently, {@code (i - 1) * 3 + k - 1} and {@code 3 * i + k - 4},
 * are recognised as equal.
 *
 * @param factors of indices, and of what is not linear in them
 * @param constant what is left
 */
public record Offset(Map<Expr, Double> factors, double constant) {

    public static Offset of(Expr expression) {
        Map<Expr, Double> factors = new LinkedHashMap<>();
        double constant = add(expression, 1, factors);
        factors.values().removeIf(factor -> factor == 0);
        return new Offset(factors, constant);
    }

    private static double add(Expr expression, double factor, Map<Expr, Double> factors) {
        if (expression instanceof Constant number) {
            return factor * number.value();
        }
        if (expression instanceof Apply apply) {
            Expr first = apply.argument(0);
            Expr second = apply.arguments().size() > 1 ? apply.argument(1) : null;
            switch (apply.op()) {
                case ADD -> {
                    return add(first, factor, factors) + add(second, factor, factors);
                }
                case SUB -> {
                    return add(first, factor, factors) + add(second, -factor, factors);
                }
                case NEG -> {
                    return add(first, -factor, factors);
                }
                case MUL -> {
                    if (first instanceof Constant number) {
                        return add(second, factor * number.value(), factors);
                    }
                    if (second instanceof Constant number) {
                        return add(first, factor * number.value(), factors);
                    }
                }
                default -> { }
            }
        }
        factors.merge(expression, factor, Double::sum);
        return 0;
    }

    /** Of an index, 0 where it does not occur. */
    public double factor(Index index) {
        return factors.getOrDefault(index, 0.0);
    }

    /** The same position, written in one way. */
    public Expr expression() {
        Expr result = null;
        for (Map.Entry<Expr, Double> entry : factors.entrySet()) {
            Expr part = entry.getKey().times(entry.getValue());
            result = result == null ? part : result.plus(part);
        }
        return result == null ? Expr.of(constant) : result.plus(constant);
    }

    /** The same position as a linear form. */
    public static Expr canonical(Expr expression) {
        return of(expression).expression();
    }
}
