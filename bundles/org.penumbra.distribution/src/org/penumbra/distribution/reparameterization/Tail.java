package org.penumbra.distribution.reparameterization;

import java.util.Arrays;
import java.util.List;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** The log probability of one tail of a distribution at a free coordinate of its support, as numbers. */
final class Tail {

    private final Distribution distribution;
    private final List<Expr> parameters;
    private final Coordinate coordinate;
    private final boolean upper;

    Tail(Signature signature, double[] parameters, boolean upper) {
        this.distribution = signature.distribution().get();
        this.parameters = Arrays.stream(parameters).mapToObj(Expr::of).toList();
        this.coordinate = Coordinate.of(signature, this.parameters);
        this.upper = upper;
    }

    private static double number(Expr constant) {
        return constant.constantValue().orElseThrow();
    }

    /** That below x, or above it. */
    private double logProbability(Expr x) {
        return number((upper ? distribution.logSurvival(x, parameters) : distribution.logCdf(x, parameters))
                .orElseThrow());
    }

    /** How much further to the right y is than where the log probability is {@code wanted}; rises with y. */
    double excess(double y, double wanted) {
        double found = logProbability(coordinate.value(Expr.of(y)));
        return upper ? wanted - found : found - wanted;
    }

    /** The derivative of the excess by y. */
    double slope(double y) {
        Expr at = Expr.of(y);
        Expr x = coordinate.value(at);
        return Kernels.exp(number(distribution.logDensity(x, parameters).plus(coordinate.logSlope(at)))
                - logProbability(x));
    }
}
