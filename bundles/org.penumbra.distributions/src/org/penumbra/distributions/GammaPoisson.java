package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;

/** A Poisson variate whose rate has a gamma distribution: concentration, rate of that. Stan's neg_binomial. */
public final class GammaPoisson extends NegativeBinomial {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr concentration = parameters.get(0);
        Expr rate = parameters.get(1);
        Expr density = logChoose(concentration, x).minus(concentration.times(Expr.of(1).over(rate).log1p()))
                .minus(x.times(rate.log1p()));
        return Expr.within(isCount(x), density);
    }

    @Override
    Expr logOdds(List<Expr> parameters) {
        return parameters.get(1).log().negate();
    }

    @Override
    double odds(double[] parameters) {
        return 1 / parameters[1];
    }
}
