package org.penumbra.objectives.divergences;

import org.penumbra.inference.divergences.Divergence;

/** log(2 / pi) / 2 - log sigma + m - E exp(2 x) / (2 sigma^2), the Jacobian included. */
public final class HalfNormalPrior implements Divergence {

    private static final double HALF_LOG_TWO_OVER_PI = 0.5 * StrictMath.log(2 / StrictMath.PI);

    @Override
    public double expectedLogDensity(double location, double scale, double[] parameters, int first,
            double[] gradient) {
        double sigma = parameters[first];
        double square = StrictMath.exp(2 * location + 2 * scale * scale) / (sigma * sigma);
        gradient[0] = 1 - square;
        gradient[1] = -2 * scale * square;
        gradient[2] = (square - 1) / sigma;
        return HALF_LOG_TWO_OVER_PI - StrictMath.log(sigma) + location - 0.5 * square;
    }
}
