package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * The t distribution of a vector (Kotz and Nadarajah 2004, equation 1.1): a Gaussian vector with scale matrix S whose
 * length is divided by the root of a mean square of df normal numbers. Parameters are df, loc, and a way to give S.
 */
abstract class MultivariateStudentT implements MultivariateDistribution {

    private static final double LOG_PI = 1.14472988584940017414;

    private final FactorScale scale;

    MultivariateStudentT(FactorScale scale) {
        this.scale = scale;
    }

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Expr df = parameters.get(0).at(List.of());
        int n = x.extent(0);
        GaussianScale.Form form = scale.form(x.minus(parameters.get(1)), parameters.subList(2, parameters.size()));
        Expr half = df.plus(n).times(0.5);
        return half.logGamma().minus(df.times(0.5).logGamma()).minus(df.log().plus(LOG_PI).times(0.5 * n))
                .minus(form.halfLogDeterminant()).minus(half.times(form.square().over(df).log1p()));
    }

    private static double[][] own(double[][] parameters) {
        return Arrays.copyOfRange(parameters, 2, parameters.length);
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        double df = parameters[0][0];
        double[] centred = scale.draw(own(parameters), out.length, random);
        double square = AhrensDieterMarsagliaTsangGammaSampler.of(random.generator(), df / 2, 2 / df).sample();
        double root = Math.sqrt(Math.max(square, Double.MIN_NORMAL));
        Arrays.setAll(out, k -> parameters[1][k] + centred[k] / root);
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        Arrays.setAll(out, k -> parameters[0][0] > 1 ? parameters[1][k] : Double.NaN);
    }

    @Override
    public void covariance(double[][] parameters, double[] out) {
        double df = parameters[0][0];
        double[] matrix = scale.covariance(own(parameters), parameters[1].length);
        Arrays.setAll(out, k -> df > 2 ? matrix[k] * df / (df - 2) : Double.NaN);
    }
}
