package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.WithParameters;
import org.penumbra.math.RandomStream;

/**
 * The variational Renyi bound (1 / r) log mean(w^r) with r = 1 - alpha of K importance weights w = p / q. r = 1 is the
 * importance-weighted bound, r -> 0 the ELBO (Li and Turner 2016, eq. 9 and 14).
 *
 * <p>With normalised weights v of w^r the total derivative is the sum of v_k d log w_k. The doubly reparameterised form
 * is the sum of ((1 - r) v_k + r v_k^2) times the path derivative of log w_k: it comes from the score part by
 * integrating by parts, d v_k / d x_k = r (v_k - v_k^2) d log w_k / d x_k (Tucker et al. 2019, eq. 8 for r = 1).
 * Parameters of the model have no score part: their derivative is the total one.
 */
final class ImportanceBound extends ParticleEstimator {

    /** The r below which the bound is its limit, the ELBO. */
    private static final double TINY = 1e-9;

    private final double power;
    private final double[] weights;
    private final Guide guide;
    /** Null when the total derivative is wanted. */
    private final Path path;

    /**
     * @param owner for messages
     * @param power r
     * @param doubly whether the gradient is doubly reparameterised
     */
    ImportanceBound(String owner, Target target, Guide guide, int count, double power, boolean doubly,
            Workers workers) {
        super(new Particles(target, guide, count, workers));
        Needs.spread(owner, guide);
        this.power = power;
        this.guide = guide;
        this.weights = new double[count];
        this.path = doubly ? new Path(Needs.path(owner + "(gradient = dreg)", guide), particles) : null;
    }

    @Override
    double combine(RandomStream random, double[] gradient) {
        double logMean = Weights.normalise(particles.logWeight, power, weights);
        if (Double.isFinite(logMean)) {
            for (int k = 0; k < weights.length; k++) {
                accumulate(k, gradient);
            }
        }
        return Math.abs(power) < TINY ? particles.meanLogWeight() : logMean / power;
    }

    /** A particle without weight may lie where the target has no gradient. */
    private void accumulate(int k, double[] gradient) {
        double weight = weights[k];
        if (weight == 0) {
            return;
        }
        if (path == null) {
            particles.accumulateTotal(k, weight, gradient);
        } else {
            double doubly = (1 - power) * weight + power * weight * weight;
            path.accumulate(k, doubly, gradient);
            if (guide instanceof WithParameters beside) {
                beside.accumulatePoint(particles.slope[k], weight - doubly, gradient);
            }
        }
    }
}
