package org.penumbra.compiler.discrete;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/**
 * A position as a sum of parts with whole coefficients, and a number.
 *
 * @param parts indices, data and whatever else cannot be taken apart, with their coefficients; none is 0
 * @param constant the number
 */
public record Affine(Map<Expr, Long> parts, long constant) {

    public static Affine of(Expr expression) {
        Map<Expr, Long> parts = new LinkedHashMap<>();
        long constant = collect(expression, 1, parts);
        parts.values().removeIf(coefficient -> coefficient == 0);
        return new Affine(parts, constant);
    }

    private static long collect(Expr expression, long scale, Map<Expr, Long> parts) {
        if (expression instanceof Constant number) {
            return scale * (long) number.value();
        }
        if (expression instanceof Apply apply) {
            switch (apply.op()) {
                case ADD -> {
                    return collect(apply.argument(0), scale, parts) + collect(apply.argument(1), scale, parts);
                }
                case SUB -> {
                    return collect(apply.argument(0), scale, parts) + collect(apply.argument(1), -scale, parts);
                }
                case NEG -> {
                    return collect(apply.argument(0), -scale, parts);
                }
                default -> {
                    if (apply.op() == Op.MUL && apply.argument(0) instanceof Constant factor) {
                        return collect(apply.argument(1), scale * (long) factor.value(), parts);
                    }
                }
            }
        }
        parts.merge(expression, scale, Long::sum);
        return 0;
    }
}
