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
    private double logProbability;
    private double logDensity;

    Tail(Signature signature, double[] parameters, boolean upper) {
        this.distribution = signature.distribution().get();
        this.parameters = Arrays.stream(parameters).mapToObj(Expr::of).toList();
        this.coordinate = Coordinate.of(signature, this.parameters);
        this.upper = upper;
    }

    private static double number(Expr constant) {
        return constant.constantValue().orElseThrow();
    }

    /** Goes to a free coordinate. */
    void at(double y) {
        Expr here = Expr.of(y);
        Expr x = coordinate.value(here);
        logProbability = number((upper ? distribution.logSurvival(x, parameters) : distribution.logCdf(x, parameters))
                .orElseThrow());
        logDensity = number(distribution.logDensity(x, parameters).plus(coordinate.logSlope(here)));
    }

    /** How much further to the right this is than where the log probability is {@code wanted}; rises with y. */
    double excess(double wanted) {
        return upper ? wanted - logProbability : logProbability - wanted;
    }

    /** The derivative of the excess by y. */
    double slope() {
        return Kernels.exp(logDensity - logProbability);
    }
}
