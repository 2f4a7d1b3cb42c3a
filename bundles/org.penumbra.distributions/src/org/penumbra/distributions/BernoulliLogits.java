package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** A trial by the log odds of 1: logits. */
public final class BernoulliLogits extends Bernoulli {

    /** -softplus(-logits) for 1 and -softplus(logits) for 0, exact in both tails. */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr one = Expr.of(1);
        Expr sign = one.minus(x.times(2));
        return Expr.within(sign.abs().equalTo(one), sign.times(parameters.get(0)).softplus().negate());
    }

    @Override
    Expr logProbability(List<Expr> parameters) {
        return parameters.get(0).negate().softplus().negate();
    }

    @Override
    Expr logComplement(List<Expr> parameters) {
        return parameters.get(0).softplus().negate();
    }

    @Override
    double probability(double[] parameters) {
        return Kernels.expit(parameters[0]);
    }

    @Override
    double complement(double[] parameters) {
        return Kernels.expit(-parameters[0]);
    }
}
