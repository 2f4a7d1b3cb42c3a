package org.penumbra.objectives;

import java.util.Arrays;
import org.penumbra.inference.Objective.Estimator;
import org.penumbra.math.RandomStream;

/** One estimate: draws, the target at all of them, and what an objective makes of that. */
abstract class ParticleEstimator implements Estimator {

    final Particles particles;

    ParticleEstimator(Particles particles) {
        this.particles = particles;
    }

    @Override
    public final double valueAndGradient(RandomStream random, double[] gradient) {
        Arrays.fill(gradient, 0);
        draw(random);
        evaluate();
        return combine(random, gradient);
    }

    void draw(RandomStream random) {
        particles.draw(random, 0);
    }

    /** Overridden where the density alone is enough. */
    void evaluate() {
        particles.evaluateWithGradients();
    }

    /**
     * @param gradient zeros; added to
     * @return the estimate
     */
    abstract double combine(RandomStream random, double[] gradient);
}
