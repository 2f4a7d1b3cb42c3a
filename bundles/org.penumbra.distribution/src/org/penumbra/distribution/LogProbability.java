package org.penumbra.distribution;

import org.penumbra.expression.Expr;

/** Sums and differences of probabilities that are known by their logarithms, without leaving the logarithms. */
public final class LogProbability {

    static final double LOG_HALF = -0.69314718055994530942;

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
}
