package org.penumbra.distributions;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** Failures before the first success, by the probability of success: probs. */
public final class GeometricProbs extends Geometric {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr probs = parameters.get(0);
        return Expr.within(isCount(x), times(x, probs.negate().log1p()).plus(probs.log()));
    }

    @Override
    Expr logFailure(List<Expr> parameters) {
        return parameters.get(0).negate().log1p();
    }

    @Override
    double logFailure(double[] parameters) {
        return Kernels.log1p(-parameters[0]);
    }

    @Override
    double odds(double[] parameters) {
        return (1 - parameters[0]) / parameters[0];
    }
}
