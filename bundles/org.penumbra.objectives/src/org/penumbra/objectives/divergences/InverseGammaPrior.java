package org.penumbra.objectives.divergences;

import org.penumbra.inference.divergences.Divergence;
import org.penumbra.math.Kernels;

/** a log b - log Gamma(a) - a m - b E exp(-x), the Jacobian included. */
public final class InverseGammaPrior implements Divergence {

    @Override
    public double expectedLogDensity(double location, double scale, double[] parameters, int first,
            double[] gradient) {
        double a = parameters[first];
        double b = parameters[first + 1];
        double inverse = StrictMath.exp(-location + 0.5 * scale * scale);
        double logRate = StrictMath.log(b);
        gradient[0] = b * inverse - a;
        gradient[1] = -b * inverse * scale;
        gradient[2] = logRate - Kernels.digamma(a) - location;
        gradient[3] = a / b - inverse;
        return a * logRate - Kernels.logGamma(a) - a * location - b * inverse;
    }
}
