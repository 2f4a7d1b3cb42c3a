package org.penumbra.inference.normal;

import org.penumbra.math.Kernels;

/**
 * Normals one after the other: with z = D^-1 (x - loc) and D = exp(logScale), z_i = noise_i + sum of T_ij z_j over
 * the parents j of i, which are drawn before i. So (I - T) D^-1 is a sparse factor of the precision: its pattern, and
 * not that of the covariance, is what the parents say.
 *
 * <p>Parameters: n locations, n log scales (of a coordinate given its parents), then T, coordinate by coordinate in the
 * order of the draws.
 */
public final class SparseNormal extends NormalGuide {

    private final int[] order;
    private final int[][] parents;
    /** z of the latest {@link #transform}. */
    private final double[] mixed;
    /** Work space: z and noise behind a given point, and adjoints of z. */
    private final double[] standardised;
    private final double[] residuals;
    private final double[] adjoints;

    /**
     * Uncorrelated to begin with.
     *
     * @param locations n means
     * @param scales n standard deviations, positive
     * @param order a permutation of 0..n-1: which coordinate is drawn when
     * @param parents for each coordinate those that it depends on, all drawn before it
     */
    public SparseNormal(double[] locations, double[] scales, int[] order, int[][] parents) {
        super(locations, scales, entries(parents));
        this.order = order.clone();
        this.parents = parents.clone();
        this.mixed = new double[dimension];
        this.standardised = new double[dimension];
        this.residuals = new double[dimension];
        this.adjoints = new double[dimension];
    }

    private static int entries(int[][] parents) {
        int entries = 0;
        for (int[] some : parents) {
            entries += some.length;
        }
        return entries;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        int entry = 2 * dimension;
        for (int i : order) {
            double sum = noise[i];
            for (int j : parents[i]) {
                sum += parameters[entry++] * mixed[j];
            }
            mixed[i] = sum;
            scales[i] = Kernels.exp(parameters[dimension + i]);
            x[i] = parameters[i] + scales[i] * sum;
            logQ -= parameters[dimension + i] + 0.5 * noise[i] * noise[i];
        }
        return logQ;
    }

    /** The Jacobian is triangular with D on its diagonal: the entropy pulls on the log scales alone, each by 1. */
    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        pullBack(targetGradient, weight, gradient);
        for (int i = 0; i < dimension; i++) {
            gradient[dimension + i] += weight;
        }
    }

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        pullBack(v, 1, gradient);
    }

    private void pullBack(double[] v, double weight, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            gradient[i] += weight * v[i];
            adjoints[i] = weight * v[i] * scales[i];
            gradient[dimension + i] += adjoints[i] * mixed[i];
        }
        int entry = parameters.length;
        for (int k = dimension - 1; k >= 0; k--) {
            int i = order[k];
            for (int p = parents[i].length - 1; p >= 0; p--) {
                int j = parents[i][p];
                gradient[--entry] += adjoints[i] * mixed[j];
                adjoints[j] += adjoints[i] * parameters[entry];
            }
        }
    }

    @Override
    public double logDensity(double[] x) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        for (int i = 0; i < dimension; i++) {
            standardised[i] = (x[i] - parameters[i]) * Kernels.exp(-parameters[dimension + i]);
        }
        int entry = 2 * dimension;
        for (int i : order) {
            double rest = standardised[i];
            for (int j : parents[i]) {
                rest -= parameters[entry++] * standardised[j];
            }
            residuals[i] = rest;
            logQ -= parameters[dimension + i] + 0.5 * rest * rest;
        }
        return logQ;
    }

    /** After {@link #logDensity}: the gradient of log q by z; T gets {@code weight} times its score on the way. */
    private void differentiate(double weight, double[] score) {
        System.arraycopy(residuals, 0, adjoints, 0, dimension);
        int entry = 2 * dimension;
        for (int i : order) {
            for (int j : parents[i]) {
                if (score != null) {
                    score[entry] += weight * residuals[i] * standardised[j];
                }
                adjoints[j] -= parameters[entry++] * residuals[i];
            }
        }
        for (int i = 0; i < dimension; i++) {
            adjoints[i] = -adjoints[i];
        }
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double logQ = logDensity(x);
        differentiate(0, null);
        for (int i = 0; i < dimension; i++) {
            gradient[i] = adjoints[i] * Kernels.exp(-parameters[dimension + i]);
        }
        return logQ;
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        double logQ = logDensity(x);
        differentiate(weight, gradient);
        for (int i = 0; i < dimension; i++) {
            gradient[i] -= weight * adjoints[i] * Kernels.exp(-parameters[dimension + i]);
            gradient[dimension + i] -= weight * (adjoints[i] * standardised[i] + 1);
        }
        return logQ;
    }
}
