package org.penumbra.objectives.divergences;

import org.penumbra.inference.divergences.Divergence;

/** log k + k (m - log b) - E exp(k (x - log b)), the Jacobian included. */
public final class WeibullPrior implements Divergence {

    @Override
    public double expectedLogDensity(double location, double scale, double[] parameters, int first,
            double[] gradient) {
        double b = parameters[first];
        double k = parameters[first + 1];
        double z = location - StrictMath.log(b);
        double hazard = StrictMath.exp(k * z + 0.5 * k * k * scale * scale);
        gradient[0] = k - k * hazard;
        gradient[1] = -k * k * scale * hazard;
        gradient[2] = (k * hazard - k) / b;
        gradient[3] = 1 / k + z - hazard * (z + k * scale * scale);
        return StrictMath.log(k) + k * z - hazard;
    }
}
