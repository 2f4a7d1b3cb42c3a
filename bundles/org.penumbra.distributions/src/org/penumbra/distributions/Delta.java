package org.penumbra.distributions;

import java.util.List;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** All of the mass on one number: v. What is called its density is the mass there, 1, whose logarithm is 0. */
public final class Delta implements Distribution {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return Expr.within(x.equalTo(parameters.get(0)), Expr.of(0));
    }

    @Override
    public boolean hasAtoms() {
        return true;
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0];
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[0];
    }

    @Override
    public double variance(double[] parameters) {
        return 0;
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return x < parameters[0] ? 0 : 1;
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return parameters[0];
    }
}
