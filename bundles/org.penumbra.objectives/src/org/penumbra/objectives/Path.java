package org.penumbra.objectives;

import org.penumbra.inference.DifferentiableGuide;

/** Derivatives along the path that draws take when the parameters move. */
final class Path {

    private final DifferentiableGuide guide;
    private final Particles particles;
    private final double[] guideSlope;
    private final double[] pull;

    Path(DifferentiableGuide guide, Particles particles) {
        this.guide = guide;
        this.particles = particles;
        this.guideSlope = new double[particles.dimension];
        this.pull = new double[particles.dimension];
    }

    /**
     * Adds {@code weight} times the gradient of log p - log q at draw k with the parameters of log q held still: the
     * score, whose mean is 0, is left out (Roeder, Wu and Duvenaud 2017, "Sticking the landing", eq. 8).
     */
    void accumulate(int k, double weight, double[] gradient) {
        accumulate(k, particles.slope[k], 1, weight, gradient);
    }

    /**
     * The same for a density of which only the slope is given, and {@code tempered} times log q.
     *
     * @param slope at draw k
     */
    void accumulate(int k, double[] slope, double tempered, double weight, double[] gradient) {
        guide.logDensityAndGradient(particles.x[k], guideSlope);
        particles.densityAsked();
        for (int i = 0; i < pull.length; i++) {
            pull[i] = weight * (slope[i] - tempered * guideSlope[i]);
        }
        accumulate(k, pull, gradient);
    }

    /** Adds (dx/dparameters)' v at draw k. */
    void accumulate(int k, double[] v, double[] gradient) {
        particles.note(k);
        guide.pullBack(particles.noise[k], v, gradient);
    }
}
