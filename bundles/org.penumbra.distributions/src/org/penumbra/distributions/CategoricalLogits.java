package org.penumbra.distributions;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** A category by unnormalised log probabilities: logits. */
public final class CategoricalLogits extends Categorical {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return chosen(x, parameters).minus(logSumExp(parameters));
    }

    /** log(e^a + e^b) = a + softplus(b - a), from element to element: nothing overflows. */
    private static Expr logSumExp(List<Expr> values) {
        return values.stream().reduce((a, b) -> a.plus(b.minus(a).softplus())).orElseThrow();
    }

    @Override
    double[] weights(double[] parameters) {
        double largest = Arrays.stream(parameters).max().orElseThrow();
        return Arrays.stream(parameters).map(logit -> Kernels.exp(logit - largest)).toArray();
    }
}
