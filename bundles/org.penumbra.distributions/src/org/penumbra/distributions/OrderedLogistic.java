package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/**
 * The categories 1..K that a logistic variate around eta falls into, between K - 1 cutpoints in ascending order;
 * parameters: eta, then the cutpoints.
 */
public final class OrderedLogistic extends Categorical {

    private static final Expr NOTHING = Expr.of(Double.NEGATIVE_INFINITY);

    /**
     * Between two cutpoints, log(expit(b) - expit(a)) = log(1 - exp(a - b)) - softplus(-b) - softplus(a), which is
     * exact in both tails; minus infinity where they are not in order.
     */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr eta = parameters.getFirst();
        int last = parameters.size() - 1;
        Expr choice = Expr.select(x.equalTo(Expr.of(last + 1)),
                eta.minus(parameters.get(last)).negate().softplus().negate(), NOTHING);
        for (int k = last; k > 1; k--) {
            choice = Expr.select(x.equalTo(Expr.of(k)), between(parameters.get(k - 1), parameters.get(k), eta), choice);
        }
        return Expr.select(x.equalTo(Expr.of(1)), parameters.get(1).minus(eta).negate().softplus().negate(), choice);
    }

    private static Expr between(Expr low, Expr high, Expr eta) {
        Expr mass = StableForms.log1mExp(low.minus(high)).minus(eta.minus(high).softplus())
                .minus(low.minus(eta).softplus());
        return Expr.within(low.lessThan(high), mass);
    }

    @Override
    double[] weights(double[] parameters) {
        double[] weights = new double[parameters.length];
        double below = 0;
        for (int k = 1; k < parameters.length; k++) {
            double upTo = Kernels.expit(parameters[k] - parameters[0]);
            weights[k - 1] = Math.max(0, upTo - below);
            below = upTo;
        }
        weights[parameters.length - 1] = Kernels.expit(parameters[0] - parameters[parameters.length - 1]);
        return weights;
    }
}
