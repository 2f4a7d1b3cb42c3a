package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.Expr;

/** A category by the probabilities of all of them, which are divided by their sum: probs. */
public final class CategoricalProbs extends Categorical {

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr sum = parameters.stream().reduce(Expr.of(0), Expr::plus);
        return chosen(x, parameters.stream().map(Expr::log).toList()).minus(sum.log());
    }

    @Override
    public Optional<Expr> logDensityByElement(Expr chosen, Expr total) {
        return Optional.of(chosen.log().minus(total.log()));
    }

    @Override
    double[] weights(double[] parameters) {
        return parameters;
    }
}
