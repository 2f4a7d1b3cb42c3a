package org.penumbra.compiler.lower;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.distribution.Event;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;
import org.penumbra.network.Initialiser;
import org.penumbra.network.LayerWeight;

/** What a weight without a prior is "drawn" from: its start before training, as a whole. */
record Initialising(Initialiser start) implements MultivariateDistribution {

    /** How such a weight is drawn. */
    static Signature of(LayerWeight weight) {
        List<String> extents = IntStream.range(0, weight.shape().size()).mapToObj(axis -> "n" + axis).toList();
        return Signature.multivariate(List.of(), Support.REAL, "", "",
                new Event(extents, Optional.empty(), () -> new Initialising(weight.start())));
    }

    /** A weight without a prior has no density: the log density is a function of it. */
    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        throw new IllegalStateException("a weight without a prior has no density");
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        start.fill(random, out, 0, out.length);
    }
}
