package org.penumbra.multivariate;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.distribution.structure.CorrCholesky;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * Correlation matrices with a density proportional to det(x)^(concentration - 1) (Lewandowski, Kurowicka and Joe 2009),
 * themselves or by their factors. Parameters are the number of rows and the concentration.
 */
abstract class LkjFamily implements MultivariateDistribution {

    private static final double LOG_2 = 0.69314718055994530942;
    private static final double LOG_PI = 1.14472988584940017414;

    static Expr concentration(List<ArrayExpr> parameters) {
        return parameters.get(1).at(List.of());
    }

    /** The log of what makes the mass 1: their equation 16 as sums over the levels of the C-vine. */
    static Expr logConstant(int order, Expr concentration) {
        Expr constant = concentration.plus(0.5 * (order - 1)).logGamma().times(order - 1);
        for (int level = 1; level < order; level++) {
            constant = constant.minus(concentration.plus(0.5 * (order - 1 - level)).logGamma())
                    .minus(0.5 * level * LOG_PI);
        }
        return constant;
    }

    /**
     * The factor of a draw by their onion method (section 3.2), row by row: below the diagonal a direction, of normal
     * numbers z, with a beta distributed square length. That is |z|^2 / (|z|^2 + 2 g) for a gamma variate g with shape
     * concentration + (order - i) / 2 in row i from 1.
     *
     * @param standard order x order normal numbers, of which those above the diagonal are not used
     */
    static ArrayExpr drawnFactor(ArrayExpr standard, List<ArrayExpr> parameters) {
        int order = standard.extent(0);
        List<Integer> rows = List.of(order);
        Expr concentration = concentration(parameters);
        ArrayExpr logGammas = LogGamma.draws(standard.with(rows, at -> standard.at(at.getFirst(), at.getFirst())),
                standard.with(rows, at -> concentration.plus(Expr.of(order).minus(at.getFirst()).times(0.5))));
        ArrayExpr heights = logGammas.map(one -> one.plus(LOG_2).times(0.5).exp());
        ArrayExpr lengths = standard.with(rows, at -> standard.sumAlong(j -> Expr.select(
                j.lessThan(at.getFirst()), standard.at(at.getFirst(), j).square(), Expr.of(0)))
                .plus(heights.at(at).square()).sqrt());
        return Factor.lower(standard.with(standard.shape(), at -> Expr.select(at.get(0).equalTo(at.get(1)),
                heights.at(at.get(0)), standard.at(at)).over(lengths.at(at.get(0)))));
    }

    /** The factor of a draw, from partial correlations 2 b - 1 with beta distributed b (their section 2.4). */
    static double[] factor(double concentration, int order, RandomStream random) {
        double[] free = new double[order * (order - 1) / 2];
        for (int i = 1; i < order; i++) {
            for (int j = 0; j < i; j++) {
                double shape = concentration + 0.5 * (order - 2 - j);
                double share = ChengBetaSampler.of(random.generator(), shape, shape).sample();
                free[i * (i - 1) / 2 + j] = 0.5 * (StrictMath.log(share) - StrictMath.log1p(-share));
            }
        }
        CorrCholesky map = new CorrCholesky(order);
        double[] out = new double[map.outputSize()];
        map.forward(new double[][] {free}, new int[1], out, 0, new double[0]);
        return out;
    }
}
