package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * E_q[log likelihood] - lambda D(q, prior) with D = E k(x, x') - 2 E k(x, y) + E k(y, y') for draws x from the guide
 * and y from the prior, by its unbiased estimate (Gretton et al. 2012, eq. 3). Log q plays no part.
 */
final class PriorMatching extends ParticleEstimator {

    private final Target target;
    private final Target[] priors;
    private final Radial kernel;
    private final Bandwidth bandwidth;
    private final double lambda;
    private final Path path;
    private final double[][] y;
    private final double[][] pull;
    private final double[] logLikelihood;
    private final double[][] priorSlope;
    private final Particles.Piece likelihood = this::likelihood;

    PriorMatching(String owner, Target target, DifferentiableGuide guide, int count, Radial kernel, double bandwidth,
            double lambda, Workers workers) {
        super(new Particles(target, guide, count, workers));
        int n = particles.dimension;
        this.target = target;
        Target prior = Needs.prior(owner, target);
        this.priors = new Target[particles.lanes()];
        for (int i = 0; i < priors.length; i++) {
            priors[i] = i == 0 ? prior : prior.fork();
        }
        this.kernel = kernel;
        this.bandwidth = new Bandwidth(bandwidth, count);
        this.lambda = lambda;
        this.path = new Path(guide, particles);
        this.y = new double[count][n];
        this.pull = new double[count][n];
        this.logLikelihood = new double[count];
        this.priorSlope = new double[priors.length][n];
    }

    @Override
    void draw(RandomStream random) {
        super.draw(random);
        for (double[] point : y) {
            target.samplePrior(random, point);
        }
    }

    @Override
    void evaluate() {
        particles.run(likelihood);
    }

    private void likelihood(Target fork, int lane, int k) {
        double[] slope = particles.slope[k];
        double joint = fork.logDensityAndGradient(particles.x[k], slope);
        logLikelihood[k] = joint - priors[lane].logDensityAndGradient(particles.x[k], priorSlope[lane]);
        for (int i = 0; i < slope.length; i++) {
            pull[k][i] = (slope[i] - priorSlope[lane][i]) / particles.count;
        }
    }

    @Override
    double combine(RandomStream random, double[] gradient) {
        double value = 0;
        for (double one : logLikelihood) {
            value += one / particles.count;
        }
        value -= lambda * discrepancy(bandwidth.of(y));
        if (Double.isFinite(value)) {
            for (int k = 0; k < particles.count; k++) {
                path.accumulate(k, pull[k], gradient);
            }
        }
        return value;
    }

    private double discrepancy(double h) {
        int count = particles.count;
        double pairs = 1 / ((double) count * (count - 1));
        double sum = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * pairs * kernel.value(attract(i, particles.x[j], 4 * pairs, h, j), h);
                sum += 2 * pairs * kernel.value(Bandwidth.squaredDistance(y[i], y[j]), h);
            }
            for (int j = 0; j < count; j++) {
                sum -= 2.0 / count / count * kernel.value(attract(i, y[j], -4.0 / count / count, h, -1), h);
            }
        }
        return sum;
    }

    /**
     * Adds the slope of weight / 2 times the kernel between draw i and a point to what pulls on draw i, and its
     * opposite to what pulls on draw {@code other}, if any.
     *
     * @return the squared distance
     */
    private double attract(int i, double[] point, double weight, double h, int other) {
        double[] x = particles.x[i];
        double s = Bandwidth.squaredDistance(x, point);
        double slope = -lambda * weight * kernel.first(s, h);
        for (int c = 0; c < x.length; c++) {
            double part = slope * (x[c] - point[c]);
            pull[i][c] += part;
            if (other >= 0) {
                pull[other][c] -= part;
            }
        }
        return s;
    }
}
