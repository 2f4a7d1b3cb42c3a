package org.penumbra.distribution.reparameterization;

import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;

/** The log probability of either tail of a distribution at a free coordinate of its support, as numbers. */
final class Tail {

    private static final int BELOW = 0;
    private static final int ABOVE = 1;
    private static final int DENSITY = 2;

    private final Formula formula;
    private boolean upper;

    /** @param signature of a distribution that has a log distribution function */
    Tail(Signature signature) {
        int count = signature.parameters().size();
        List<Expr> parameters = IntStream.rangeClosed(1, count).mapToObj(Formula::input).toList();
        Expr y = Formula.input(0);
        Coordinate coordinate = Coordinate.of(signature, parameters);
        Distribution distribution = signature.distribution().get();
        Expr x = coordinate.value(y);
        this.formula = new Formula(1 + count, distribution.logCdf(x, parameters).orElseThrow(),
                distribution.logSurvival(x, parameters).orElseThrow(),
                distribution.logDensity(x, parameters).plus(coordinate.logSlope(y)));
    }

    /** Chooses the value of a parameter. */
    void parameter(int number, double value) {
        formula.set(1 + number, value);
    }

    /** Chooses the tail. */
    void above(boolean above) {
        upper = above;
    }

    /** Goes to a free coordinate. */
    void at(double y) {
        formula.set(0, y);
    }

    /** How much further to the right this is than where the log probability is {@code wanted}; rises with y. */
    double excess(double wanted) {
        return upper ? wanted - formula.get(ABOVE) : formula.get(BELOW) - wanted;
    }

    /** The derivative of the excess by y. */
    double slope() {
        return Kernels.exp(formula.get(DENSITY) - formula.get(upper ? ABOVE : BELOW));
    }
}
