package org.penumbra.objectives.divergences;

import org.penumbra.inference.divergences.Divergence;

/** E log N(x; mu, sigma) = -log sigma - log(2 pi) / 2 - ((m - mu)^2 + s^2) / (2 sigma^2). */
public final class NormalPrior implements Divergence {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    @Override
    public double expectedLogDensity(double location, double scale, double[] parameters, int first,
            double[] gradient) {
        double sigma = parameters[first + 1];
        double away = location - parameters[first];
        double precision = 1 / (sigma * sigma);
        double square = (away * away + scale * scale) * precision;
        gradient[0] = -away * precision;
        gradient[1] = -scale * precision;
        gradient[2] = away * precision;
        gradient[3] = (square - 1) / sigma;
        return -StrictMath.log(sigma) - HALF_LOG_TWO_PI - 0.5 * square;
    }
}
