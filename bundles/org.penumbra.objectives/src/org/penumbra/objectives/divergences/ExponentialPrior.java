package org.penumbra.objectives.divergences;

import org.penumbra.inference.divergences.Divergence;

/** log b + m - b E exp(x), the Jacobian included. */
public final class ExponentialPrior implements Divergence {

    @Override
    public double expectedLogDensity(double location, double scale, double[] parameters, int first,
            double[] gradient) {
        double b = parameters[first];
        double mean = StrictMath.exp(location + 0.5 * scale * scale);
        gradient[0] = 1 - b * mean;
        gradient[1] = -b * mean * scale;
        gradient[2] = 1 / b - mean;
        return StrictMath.log(b) + location - b * mean;
    }
}
