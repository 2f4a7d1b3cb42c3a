package org.penumbra.inference.particles;

import java.util.Arrays;

/**
 * What DAIS tunes: n locations and n log scales of the base, n log step lengths relative to the scales, K logits of the
 * increments of beta, and the logit of the persistence eta of the momentum. {@link #prepare} after every change.
 */
final class AnnealedParameters {

    private static final double FIRST_STEP = 0.15;
    private static final double FIRST_PERSISTENCE = 0.95;

    final int n;
    final int steps;
    private final double[] values;
    private final double[] scales;
    private final double[] lengths;
    private final double[] increments;
    private final double[] betas;
    private double persistence;

    AnnealedParameters(double[] location, double[] scales, int steps) {
        this.n = location.length;
        this.steps = steps;
        this.values = Arrays.copyOf(location, 3 * n + steps + 1);
        this.scales = new double[n];
        this.lengths = new double[n];
        this.increments = new double[steps];
        this.betas = new double[steps];
        for (int i = 0; i < n; i++) {
            values[n + i] = StrictMath.log(scales[i]);
            values[2 * n + i] = StrictMath.log(FIRST_STEP);
        }
        values[persistenceAt()] = StrictMath.log(FIRST_PERSISTENCE / (1 - FIRST_PERSISTENCE));
        prepare();
    }

    /** The numbers themselves, to be changed. */
    double[] values() {
        return values;
    }

    /** Computes what is derived from the values. */
    void prepare() {
        for (int i = 0; i < n; i++) {
            scales[i] = StrictMath.exp(values[n + i]);
            lengths[i] = scales[i] * StrictMath.exp(values[2 * n + i]);
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < steps; k++) {
            largest = Math.max(largest, values[betaAt(k)]);
        }
        double sum = 0;
        for (int k = 0; k < steps; k++) {
            increments[k] = StrictMath.exp(values[betaAt(k)] - largest);
            sum += increments[k];
        }
        double beta = 0;
        for (int k = 0; k < steps; k++) {
            increments[k] /= sum;
            beta += increments[k];
            betas[k] = beta;
        }
        persistence = 1 / (1 + StrictMath.exp(-values[persistenceAt()]));
    }

    /** Shorter leapfrog steps by a factor. */
    void shorten(double by) {
        for (int i = 0; i < n; i++) {
            values[2 * n + i] += StrictMath.log(by);
        }
        prepare();
    }

    int locationAt(int i) {
        return i;
    }

    int scaleAt(int i) {
        return n + i;
    }

    int stepAt(int i) {
        return 2 * n + i;
    }

    int betaAt(int k) {
        return 3 * n + k;
    }

    int persistenceAt() {
        return 3 * n + steps;
    }

    double location(int i) {
        return values[i];
    }

    double logScale(int i) {
        return values[n + i];
    }

    double scale(int i) {
        return scales[i];
    }

    double step(int i) {
        return lengths[i];
    }

    /** The share of the target at step k; 1 at the last. */
    double beta(int k) {
        return betas[k];
    }

    double persistence() {
        return persistence;
    }

    /**
     * From derivatives with respect to log step lengths, betas and persistence to those with respect to the values: a
     * step length is scale times value, beta_k sums increments, of which the softmax is taken.
     */
    void finish(double[] gradient) {
        for (int i = 0; i < n; i++) {
            gradient[n + i] += gradient[2 * n + i];
        }
        double later = 0;
        double mean = 0;
        for (int k = steps - 1; k >= 0; k--) {
            // The last beta is always 1.
            later += k == steps - 1 ? 0 : gradient[betaAt(k)];
            gradient[betaAt(k)] = later;
            mean += increments[k] * later;
        }
        for (int k = 0; k < steps; k++) {
            gradient[betaAt(k)] = increments[k] * (gradient[betaAt(k)] - mean);
        }
        gradient[persistenceAt()] *= persistence * (1 - persistence);
    }
}
