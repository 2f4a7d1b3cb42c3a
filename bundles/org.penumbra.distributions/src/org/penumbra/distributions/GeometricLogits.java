package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** Failures before the first success, by the log odds of success: logits. */
public final class GeometricLogits extends Geometric {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return Expr.within(isCount(x), BinomialLogits.logOdds(Expr.of(1), x, parameters.get(0)));
    }

    @Override
    Expr logFailure(List<Expr> parameters) {
        return parameters.get(0).softplus().negate();
    }

    @Override
    double logFailure(double[] parameters) {
        return -Kernels.softplus(parameters[0]);
    }

    @Override
    double odds(double[] parameters) {
        return Kernels.exp(-parameters[0]);
    }
}
