package org.penumbra.expression;

/**
 * The sum of {@code body} while {@code index} runs from {@code lower} to {@code upper}, inclusive; 0 when empty.
 *
 * @param lower integer-valued, free of latent sites
 * @param upper integer-valued, free of latent sites
 */
public record Sum(Index index, Expr lower, Expr upper, Expr body) implements Expr {

    @Override
    public String toString() {
        return "sum(" + index + " in " + lower + ".." + upper + ": " + body + ")";
    }
}
