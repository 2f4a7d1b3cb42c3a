package org.penumbra.objectives;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective.Estimator;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The ELBO with a weight b on the divergence of the guide from the prior: E_q[log p(data | x) + b (log p(x) - log
 * q(x))], in which log p(data | x) is what the log density has beyond that of the prior. The weight rises in equal
 * parts over the first estimates, and is positive from the first one on; how many were made is all that it depends on.
 */
final class TemperedElbo implements Estimator {

    private final TraceElbo.Elbo elbo;
    private final Particles particles;
    private final Target prior;
    private final Guide guide;
    private final TraceElbo.Options options;
    private final double[] priorSlope;
    private final double[] slope;
    private long made;

    /** @param prior of the target, in its coordinates */
    TemperedElbo(TraceElbo.Elbo elbo, Target prior, Guide guide, TraceElbo.Options options) {
        this.elbo = elbo;
        this.particles = elbo.particles;
        this.prior = prior;
        this.guide = guide;
        this.options = options;
        this.priorSlope = new double[particles.dimension];
        this.slope = new double[particles.dimension];
    }

    /** The weight of the next estimate. */
    private double weight() {
        double share = options.annealing() == 0 ? 1
                : Math.min(1, options.annealFrom() + (1 - options.annealFrom()) * (made + 1) / options.annealing());
        return options.beta() * share;
    }

    @Override
    public double valueAndGradient(RandomStream random, double[] gradient) {
        double weight = weight();
        made++;
        Arrays.fill(gradient, 0);
        elbo.draw(random);
        elbo.evaluate();
        double sum = 0;
        for (int k = 0; k < particles.count; k++) {
            double logPrior = prior.logDensityAndGradient(particles.x[k], priorSlope);
            sum += particles.logP[k] - (1 - weight) * logPrior - weight * particles.logQ[k];
            accumulate(k, weight, 1.0 / particles.count, gradient);
        }
        return sum / particles.count;
    }

    private void accumulate(int k, double weight, double share, double[] gradient) {
        for (int i = 0; i < slope.length; i++) {
            slope[i] = particles.slope[k][i] - (1 - weight) * priorSlope[i];
        }
        if (elbo.path != null) {
            elbo.path.accumulate(k, slope, weight, share, gradient);
            return;
        }
        for (int i = 0; i < slope.length; i++) {
            slope[i] /= weight;
        }
        particles.note(k);
        guide.accumulateGradient(particles.noise[k], slope, share * weight, gradient);
    }

    @Override
    public double[] state() {
        return new double[] {made};
    }

    @Override
    public void restore(double[] state) {
        made = (long) state[0];
    }
}
