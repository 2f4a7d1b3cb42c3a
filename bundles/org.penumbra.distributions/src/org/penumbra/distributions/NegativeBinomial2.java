package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;

/** The negative binomial distribution by its mean: mean, concentration. Stan's neg_binomial_2 (mu, phi). */
public final class NegativeBinomial2 extends NegativeBinomial {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr mean = parameters.get(0);
        Expr concentration = parameters.get(1);
        Expr density = logChoose(concentration, x).minus(concentration.times(mean.over(concentration).log1p()))
                .plus(times(x, mean.log().minus(mean.plus(concentration).log())));
        return Expr.within(isCount(x), density);
    }

    @Override
    double failures(double[] parameters) {
        return parameters[1];
    }

    @Override
    Expr failures(List<Expr> parameters) {
        return parameters.get(1);
    }

    @Override
    Expr logOdds(List<Expr> parameters) {
        return parameters.get(0).log().minus(parameters.get(1).log());
    }

    @Override
    double odds(double[] parameters) {
        return parameters[0] / parameters[1];
    }
}
