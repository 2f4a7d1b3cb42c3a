package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;

/** A trial by the probability of 1: probs. */
public final class BernoulliProbs extends Bernoulli {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr probs = parameters.get(0);
        Expr zeroOrNothing = Expr.within(x.equalTo(Expr.of(0)), probs.negate().log1p());
        return Expr.select(x.equalTo(Expr.of(1)), probs.log(), zeroOrNothing);
    }

    @Override
    Expr logProbability(List<Expr> parameters) {
        return parameters.get(0).log();
    }

    @Override
    Expr logComplement(List<Expr> parameters) {
        return parameters.get(0).negate().log1p();
    }

    @Override
    double probability(double[] parameters) {
        return parameters[0];
    }

    @Override
    double complement(double[] parameters) {
        return 1 - parameters[0];
    }
}
