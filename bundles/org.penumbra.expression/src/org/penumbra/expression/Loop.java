package org.penumbra.expression;

/**
 * The range of one index. Expressions with one and the same loop can be computed in one pass.
 *
 * @param index what runs
 * @param lower first value; integer-valued, free of latent sites
 * @param upper last value; integer-valued, free of latent sites
 * @param descending whether it runs from the upper to the lower end, as the reverse sweep of a recurrence does
 */
public record Loop(Index index, Expr lower, Expr upper, boolean descending) {

    /** An ascending loop. */
    public Loop(Index index, Expr lower, Expr upper) {
        this(index, lower, upper, false);
    }

    /** Number of iterations, at least 0, as an expression. */
    public Expr count() {
        return Apply.of(Op.MAX, Expr.of(0), upper.minus(lower).plus(1));
    }

    /** The same loop with its ends rewritten. */
    public Loop between(Expr newLower, Expr newUpper) {
        return new Loop(index, newLower, newUpper, descending);
    }

    @Override
    public String toString() {
        return descending ? index + " in " + upper + " down to " + lower : index + " in " + lower + ".." + upper;
    }
}
