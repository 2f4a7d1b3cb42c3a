package org.penumbra.multivariate;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.function.LowerSolve;
import org.penumbra.math.RandomStream;

/** Distributions of covariance matrices from sums of squares of Gaussian vectors: degrees of freedom, scale matrix. */
abstract class WishartFamily implements MultivariateDistribution {

    private static final double LOG_2 = 0.69314718055994530942;
    private static final double LOG_PI = 1.14472988584940017414;

    /** The log of the multivariate gamma function at half the degrees of freedom. */
    static Expr logGamma(Expr df, int order) {
        Expr sum = Expr.of(0.25 * order * (order - 1) * LOG_PI);
        for (int k = 0; k < order; k++) {
            sum = sum.plus(df.minus(k).times(0.5).logGamma());
        }
        return sum;
    }

    /** What both densities have in common; not defined for fewer degrees of freedom than the order less 1. */
    static Expr density(Expr df, int order, Expr rest) {
        Expr density = rest.minus(df.times(0.5 * order * LOG_2)).minus(logGamma(df, order));
        return Expr.select(Expr.of(order - 1).lessThan(df), density, Expr.of(Double.NaN));
    }

    /** The trace of (A A')^-1 B B' for two factors: the sum of squares of A^-1 B. */
    static Expr trace(ArrayExpr a, ArrayExpr b) {
        int order = a.extent(0);
        return b.apply(new LowerSolve(order, order), List.of(order, order), a).sum(Expr::square);
    }

    /**
     * The same from standard normal numbers: those below the diagonal as they are, those on it for the roots of twice a
     * gamma variate.
     */
    static ArrayExpr bartlett(Expr df, ArrayExpr standard) {
        List<Integer> rows = List.of(standard.extent(0));
        ArrayExpr logGammas = LogGamma.draws(standard.with(rows, at -> standard.at(at.getFirst(), at.getFirst())),
                standard.with(rows, at -> df.plus(1).minus(at.getFirst()).times(0.5)));
        return Factor.lower(standard.with(standard.shape(), at -> Expr.select(at.get(0).equalTo(at.get(1)),
                logGammas.at(at.get(0)).plus(LOG_2).times(0.5).exp(), standard.at(at))));
    }

    /** The factor of a Wishart draw with the unit matrix as its scale (Bartlett 1933). */
    static double[] bartlett(double df, int order, RandomStream random) {
        if (!(df > order - 1)) {
            throw new IllegalArgumentException("df is " + df + ", expected more than " + (order - 1));
        }
        double[] factor = new double[order * order];
        for (int i = 0; i < order; i++) {
            double square = AhrensDieterMarsagliaTsangGammaSampler.of(random.generator(), (df - i) / 2, 2).sample();
            factor[i * order + i] = Math.sqrt(Math.max(square, Double.MIN_NORMAL));
            for (int j = 0; j < i; j++) {
                factor[i * order + j] = random.nextGaussian();
            }
        }
        return factor;
    }

    static int order(double[] matrix) {
        return (int) Math.round(Math.sqrt(matrix.length));
    }
}
