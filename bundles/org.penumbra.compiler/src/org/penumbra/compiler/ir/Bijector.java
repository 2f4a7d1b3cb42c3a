package org.penumbra.compiler.ir;

import org.penumbra.expression.Expr;

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
