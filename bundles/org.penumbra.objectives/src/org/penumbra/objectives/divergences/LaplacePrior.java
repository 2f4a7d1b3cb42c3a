package org.penumbra.objectives.divergences;

import org.penumbra.inference.divergences.Divergence;
import org.penumbra.math.Kernels;

/**
 * -log(2 b) - E|x - mu| / b with the mean of a folded normal, s sqrt(2 / pi) exp(-z^2 / 2) + d (2 Phi(z) - 1) for
 * d = m - mu and z = d / s.
 */
public final class LaplacePrior implements Divergence {

    private static final double ROOT_TWO_OVER_PI = StrictMath.sqrt(2 / StrictMath.PI);

    @Override
    public double expectedLogDensity(double location, double scale, double[] parameters, int first,
            double[] gradient) {
        double b = parameters[first + 1];
        double away = location - parameters[first];
        double sign = Math.signum(away);
        double slopeByScale = 0;
        if (scale > 0) {
            double z = away / scale;
            sign = 2 * Kernels.normalCdf(z) - 1;
            slopeByScale = ROOT_TWO_OVER_PI * StrictMath.exp(-0.5 * z * z);
        }
        double distance = scale * slopeByScale + away * sign;
        gradient[0] = -sign / b;
        gradient[1] = -slopeByScale / b;
        gradient[2] = sign / b;
        gradient[3] = (distance / b - 1) / b;
        return -StrictMath.log(2 * b) - distance / b;
    }
}
