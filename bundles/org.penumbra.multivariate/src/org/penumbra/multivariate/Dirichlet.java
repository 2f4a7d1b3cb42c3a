package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** The Dirichlet distribution of proportions: concentration. */
public final class Dirichlet implements MultivariateDistribution {

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        ArrayExpr concentration = parameters.getFirst();
        return concentration.sum().logGamma().minus(concentration.sum(Expr::logGamma))
                .plus(x.zip(concentration, Dirichlet::power).sum());
    }

    /** (a - 1) log x, which is 0 at x = 0 where a is 1. */
    private static Expr power(Expr x, Expr concentration) {
        return Expr.select(x.equalTo(Expr.of(0)).and(concentration.equalTo(Expr.of(1))), Expr.of(0),
                concentration.minus(1).times(x.log()));
    }

    /** Gamma variates over their sum. */
    @Override
    public Optional<ArrayExpr> reparameterized(ArrayExpr standard, List<ArrayExpr> parameters) {
        return Optional.of(Simplices.fromLogs(LogGamma.draws(standard, parameters.getFirst())));
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        Simplices.dirichlet(parameters[0], random, out);
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        System.arraycopy(Simplices.normalised(parameters[0]), 0, out, 0, out.length);
    }

    @Override
    public void covariance(double[][] parameters, double[] out) {
        double total = Arrays.stream(parameters[0]).sum();
        Simplices.covariance(Simplices.normalised(parameters[0]), 1 / (total + 1), out);
    }
}
