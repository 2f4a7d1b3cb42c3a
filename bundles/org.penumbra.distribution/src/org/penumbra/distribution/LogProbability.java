package org.penumbra.distribution;

import java.util.List;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/** Sums and differences of probabilities that are known by their logarithms, without leaving the logarithms. */
public final class LogProbability {

    static final double LOG_HALF = -0.69314718055994530942;
    private static final Expr NOTHING = Expr.of(Double.NEGATIVE_INFINITY);

    private LogProbability() {
    }

    /** log(1 - p) from log p: the form that keeps its digits on either side of one half (Maechler 2012). */
    public static Expr complement(Expr logP) {
        return Expr.select(logP.lessThan(Expr.of(LOG_HALF)), logP.exp().negate().log1p(),
                logP.expm1().negate().log());
    }

    /** log(p - q) from log p and log q, where p is not below q. */
    public static Expr difference(Expr logP, Expr logQ) {
        return Expr.select(logQ.equalTo(Expr.of(Double.NEGATIVE_INFINITY)), logP,
                logP.plus(complement(logQ.minus(logP))));
    }

    /** log(p + q) from log p and log q. */
    public static Expr sum(Expr logP, Expr logQ) {
        return Expr.select(logP.equalTo(Expr.of(Double.NEGATIVE_INFINITY)), logQ,
                logP.plus(logQ.minus(logP).softplus()));
    }

    /**
     * log of a sum of exponentials, with the largest one taken out, so that nothing overflows. What is taken out is
     * rounded: it becomes a step, which has derivative 0, as it should have, since the sum does not depend on it. A
     * term of minus infinity has derivative 0, whatever it was computed from.
     *
     * @param logTerms at least one
     */
    public static Expr sum(List<Expr> logTerms) {
        List<Expr> terms = logTerms.stream().map(term -> Expr.select(term.equalTo(NOTHING), NOTHING, term)).toList();
        if (terms.size() == 1) {
            return terms.getFirst();
        }
        Expr largest = Apply.of(Op.ROUND, terms.stream().reduce((a, b) -> Apply.of(Op.MAX, a, b)).orElseThrow());
        Expr shift = Expr.select(largest.equalTo(NOTHING), Expr.of(0), largest);
        return shift.plus(terms.stream().map(term -> term.minus(shift).exp()).reduce(Expr::plus).orElseThrow().log());
    }
}
