package org.penumbra.compiler.ir;

import java.util.stream.Stream;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/**
 * A smooth one-to-one map from R onto an interval whose bounds may depend on earlier sites. The maps are those of
 * Stan's
 * reference manual, chapter "Constraint Transforms".
 *
 * @param kind which map
 * @param lower lower bound, or null
 * @param upper upper bound, or null
 */
public record Bijector(Kind kind, Expr lower, Expr upper) {

    /** The maps. */
    public enum Kind {
        /** x = u. */
        IDENTITY,
        /** x = lower + exp(u). */
        LOWER,
        /** x = upper - exp(u). */
        UPPER,
        /** x = lower + (upper - lower) expit(u). */
        INTERVAL
    }

    public static final Bijector IDENTITY = new Bijector(Kind.IDENTITY, null, null);

    /** The constrained value. */
    public Expr forward(Expr u) {
        return switch (kind) {
            case IDENTITY -> u;
            case LOWER -> lower.plus(u.exp());
            case UPPER -> upper.minus(u.exp());
            case INTERVAL -> lower.plus(upper.minus(lower).times(u.expit()));
        };
    }

    /** log |dx/du|. */
    public Expr logJacobian(Expr u) {
        return switch (kind) {
            case IDENTITY -> Expr.of(0);
            case LOWER, UPPER -> u;
            case INTERVAL -> upper.minus(lower).log().minus(u.softplus()).minus(u.negate().softplus());
        };
    }

    /**
     * The free coordinate of a constrained value as an expression. Where x is written as what this map makes of a
     * number, it is that number, which has digits where x has lost them.
     */
    public Expr inverse(Expr x) {
        return arguments(x, 0).filter(u -> forward(u).equals(x)).findFirst().orElseGet(() -> switch (kind) {
            case IDENTITY -> x;
            case LOWER -> x.minus(lower).log();
            case UPPER -> upper.minus(x).log();
            case INTERVAL -> x.minus(lower).log().minus(upper.minus(x).log());
        });
    }

    /** What exp and expit are taken of near the top of an expression. */
    private static Stream<Expr> arguments(Expr x, int depth) {
        if (!(x instanceof Apply call) || depth > 2) {
            return Stream.of();
        }
        return call.op() == Op.EXP || call.op() == Op.EXPIT ? Stream.of(call.argument(0))
                : call.arguments().stream().flatMap(argument -> arguments(argument, depth + 1));
    }

    /**
     * The free coordinate of a constrained value; infinite at a bound.
     *
     * @param low value of the lower bound, ignored where there is none
     * @param high value of the upper bound, ignored where there is none
     */
    public double inverse(double x, double low, double high) {
        return switch (kind) {
            case IDENTITY -> x;
            case LOWER -> StrictMath.log(x - low);
            case UPPER -> StrictMath.log(high - x);
            case INTERVAL -> StrictMath.log(x - low) - StrictMath.log(high - x);
        };
    }
}
