package org.penumbra.expression;

/**
 * The range of one index. Expressions with one and the same loop can be computed in one pass.
 *
 * @param index what runs
 * @param lower first value; integer-valued, free of latent sites
 * @param upper last value; integer-valued, free of latent sites
 */
public record Loop(Index index, Expr lower, Expr upper) {

    /** Number of iterations, at least 0, as an expression. */
    public Expr count() {
        return Apply.of(Op.MAX, Expr.of(0), upper.minus(lower).plus(1));
    }

    @Override
    public String toString() {
        return index + " in " + lower + ".." + upper;
    }
}
