package org.penumbra.inference.svi;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The evidence lower bound by its reparameterisation gradient, as a plug-in of somebody else would write it. */
record PathElbo(Target target, Guide guide, int particles, double[] noise, double[] x, double[] slope)
        implements Objective.Estimator {

    PathElbo(Target target, Guide guide, int particles) {
        this(target, guide, particles, new double[guide.noiseSize()], new double[target.dimension()],
                new double[target.dimension()]);
    }

    @Override
    public double valueAndGradient(RandomStream random, double[] gradient) {
        Arrays.fill(gradient, 0);
        double weight = 1.0 / particles;
        double sum = 0;
        for (int particle = 0; particle < particles; particle++) {
            double logQ = guide.sample(random, noise, x);
            sum += target.logDensityAndGradient(x, slope) - logQ;
            guide.accumulateGradient(noise, slope, weight, gradient);
        }
        return sum * weight;
    }
}
