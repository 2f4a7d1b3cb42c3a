package org.penumbra.guides;

import java.util.Arrays;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.math.Kernels;

/**
 * Normals one after the other whose location and log scale both depend on earlier ones: with s = (x - loc) / exp(ls),
 * s_i = exp(c_i) noise_i + sum of T_ij s_j and c_i = sum of C_ij s_j over the parents j of i. Linear links of log
 * scales are what a funnel is made of.
 *
 * <p>Parameters: n locations, n log scales, then for each coordinate in order and each of its parents T_ij and C_ij.
 */
final class Conditionals implements DifferentiableGuide {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    private final int n;
    private final int[] order;
    private final int[][] parents;
    private final double[] parameters;
    /** Of the latest draw: s, exp(c) and exp(ls). */
    private final double[] drawn;
    private final double[] drawnSpreads;
    private final double[] scales;
    /** Of the latest point whose density was asked for: s, exp(c), the noise behind it; and adjoints of s. */
    private final double[] standardised;
    private final double[] spreads;
    private final double[] residuals;
    private final double[] adjoints;

    /** Without links to begin with. */
    Conditionals(double[] locations, double[] scales, int[] order, int[][] parents) {
        this.n = locations.length;
        this.order = order;
        this.parents = parents;
        int links = Arrays.stream(parents).mapToInt(some -> some.length).sum();
        this.parameters = Arrays.copyOf(locations, 2 * n + 2 * links);
        this.drawn = new double[n];
        this.drawnSpreads = new double[n];
        this.standardised = new double[n];
        this.spreads = new double[n];
        this.scales = new double[n];
        this.residuals = new double[n];
        this.adjoints = new double[n];
        for (int i = 0; i < n; i++) {
            parameters[n + i] = StrictMath.log(scales[i]);
        }
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return n;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logQ = -n * HALF_LOG_TWO_PI;
        int entry = 2 * n;
        for (int i : order) {
            double mean = 0;
            double logSpread = 0;
            for (int j : parents[i]) {
                mean += parameters[entry++] * drawn[j];
                logSpread += parameters[entry++] * drawn[j];
            }
            drawnSpreads[i] = Kernels.exp(logSpread);
            drawn[i] = mean + drawnSpreads[i] * noise[i];
            scales[i] = Kernels.exp(parameters[n + i]);
            x[i] = parameters[i] + scales[i] * drawn[i];
            logQ -= parameters[n + i] + logSpread + 0.5 * noise[i] * noise[i];
        }
        return logQ;
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        backward(noise, targetGradient, weight, weight, gradient);
    }

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        backward(noise, v, 1, 0, gradient);
    }

    /** Adjoints of {@code pull * v'x + entropy * log det dx/dnoise}. */
    private void backward(double[] noise, double[] v, double pull, double entropy, double[] gradient) {
        for (int i = 0; i < n; i++) {
            adjoints[i] = pull * v[i] * scales[i];
            gradient[i] += pull * v[i];
            gradient[n + i] += adjoints[i] * drawn[i] + entropy;
        }
        int entry = parameters.length;
        for (int k = n - 1; k >= 0; k--) {
            int i = order[k];
            double ofLogSpread = adjoints[i] * drawnSpreads[i] * noise[i] + entropy;
            for (int p = parents[i].length - 1; p >= 0; p--) {
                int j = parents[i][p];
                entry -= 2;
                gradient[entry] += adjoints[i] * drawn[j];
                gradient[entry + 1] += ofLogSpread * drawn[j];
                adjoints[j] += adjoints[i] * parameters[entry] + ofLogSpread * parameters[entry + 1];
            }
        }
    }

    @Override
    public double logDensity(double[] x) {
        double logQ = -n * HALF_LOG_TWO_PI;
        int entry = 2 * n;
        for (int i : order) {
            double mean = 0;
            double logSpread = 0;
            for (int j : parents[i]) {
                mean += parameters[entry++] * standardised[j];
                logSpread += parameters[entry++] * standardised[j];
            }
            standardised[i] = (x[i] - parameters[i]) * Kernels.exp(-parameters[n + i]);
            spreads[i] = Kernels.exp(logSpread);
            residuals[i] = (standardised[i] - mean) / spreads[i];
            logQ -= parameters[n + i] + logSpread + 0.5 * residuals[i] * residuals[i];
        }
        return logQ;
    }

    /** After {@link #logDensity}: the gradient of log q by s, and on the way the score of the links. */
    private void differentiate(double weight, double[] score) {
        Arrays.fill(adjoints, 0);
        int entry = parameters.length;
        for (int k = n - 1; k >= 0; k--) {
            int i = order[k];
            double ofMean = residuals[i] / spreads[i];
            double ofLogSpread = residuals[i] * residuals[i] - 1;
            adjoints[i] -= ofMean;
            for (int p = parents[i].length - 1; p >= 0; p--) {
                int j = parents[i][p];
                entry -= 2;
                if (score != null) {
                    score[entry] += weight * ofMean * standardised[j];
                    score[entry + 1] += weight * ofLogSpread * standardised[j];
                }
                adjoints[j] += ofMean * parameters[entry] + ofLogSpread * parameters[entry + 1];
            }
        }
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double logQ = logDensity(x);
        differentiate(0, null);
        for (int i = 0; i < n; i++) {
            gradient[i] = adjoints[i] * Kernels.exp(-parameters[n + i]);
        }
        return logQ;
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        double logQ = logDensity(x);
        differentiate(weight, gradient);
        for (int i = 0; i < n; i++) {
            gradient[i] -= weight * adjoints[i] * Kernels.exp(-parameters[n + i]);
            gradient[n + i] -= weight * (adjoints[i] * standardised[i] + 1);
        }
        return logQ;
    }
}
