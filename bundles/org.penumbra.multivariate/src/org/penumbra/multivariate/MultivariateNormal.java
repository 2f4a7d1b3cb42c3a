package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MatrixTerms;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The Gaussian distribution of a vector: loc, then one way to give the covariance. */
abstract class MultivariateNormal implements MultivariateDistribution {

    static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

    private final GaussianScale scale;

    MultivariateNormal(GaussianScale scale) {
        this.scale = scale;
    }

    static <T> List<T> tail(List<T> parameters) {
        return parameters.subList(1, parameters.size());
    }

    static double[][] tail(double[][] parameters) {
        return Arrays.copyOfRange(parameters, 1, parameters.length);
    }

    static Expr logDensity(ArrayExpr centred, GaussianScale scale, List<ArrayExpr> parameters) {
        GaussianScale.Form form = scale.form(centred, parameters);
        return form.square().times(-0.5).minus(form.halfLogDeterminant())
                .minus(centred.extent(0) * HALF_LOG_TWO_PI);
    }

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        return logDensity(x.minus(parameters.getFirst()), scale, tail(parameters));
    }

    @Override
    public Optional<Expr> polynomialLogDensity(ArrayExpr x, List<ArrayExpr> parameters, MatrixTerms matrices) {
        return scale.precision(tail(parameters), matrices).map(precision -> quadratic(x.minus(parameters.getFirst()),
                precision));
    }

    private static Expr quadratic(ArrayExpr centred, GaussianScale.Precision precision) {
        Expr square = centred.sumAlong(i -> centred.sumAlong(j ->
                precision.matrix().at(i, j).times(centred.at(i)).times(centred.at(j))));
        return precision.logDeterminant().minus(square).times(0.5).minus(centred.extent(0) * HALF_LOG_TWO_PI);
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        double[] centred = scale.draw(tail(parameters), out.length, random);
        Arrays.setAll(out, k -> parameters[0][k] + centred[k]);
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        System.arraycopy(parameters[0], 0, out, 0, parameters[0].length);
    }

    @Override
    public void covariance(double[][] parameters, double[] out) {
        double[] covariance = scale.covariance(tail(parameters), parameters[0].length);
        System.arraycopy(covariance, 0, out, 0, covariance.length);
    }

    @Override
    public Optional<ArrayExpr> nonCentered(ArrayExpr standard, List<ArrayExpr> parameters) {
        return scale.fromStandard(standard, tail(parameters)).map(parameters.getFirst()::plus);
    }

    @Override
    public Optional<ArrayExpr> reparameterized(ArrayExpr standard, List<ArrayExpr> parameters) {
        return scale.drawn(standard, tail(parameters)).map(parameters.getFirst()::plus);
    }

    @Override
    public void standardise(double[][] parameters, double[] x, double[] standard) {
        double[] centred = new double[x.length];
        Arrays.setAll(centred, k -> x[k] - parameters[0][k]);
        System.arraycopy(scale.toStandard(tail(parameters), centred), 0, standard, 0, x.length);
    }
}
