package org.penumbra.inference.normal;

import java.util.Arrays;
import org.penumbra.math.Kernels;

/**
 * x = loc + D (e1 + U e2) with a diagonal D = exp(logScale), an n x r matrix U, n noises e1 and r noises e2: the
 * covariance is D (I + U U') D. Everything takes O(n r^2), through the capacitance matrix I + U'U (Woodbury).
 *
 * <p>Parameters: n locations, n log scales, then U row by row.
 */
public final class LowRankNormal extends NormalGuide {

    private final int rank;
    /** e1 + U e2 of the latest {@link #transform}. */
    private final double[] mixed;
    private final Capacitance capacitance;
    /** z = D^-1 (x - loc), w = (I + UU')^-1 z, and v = U'w. */
    private final double[] standardised;
    private final double[] whitened;
    private final double[] projected;
    private final double[] row;

    /**
     * @param locations n means
     * @param scales the diagonal of D, positive
     * @param factor U, {@code [row][column]}
     */
    public LowRankNormal(double[] locations, double[] scales, double[][] factor) {
        super(locations, scales, locations.length * factor[0].length);
        this.rank = factor[0].length;
        for (int i = 0; i < dimension; i++) {
            System.arraycopy(factor[i], 0, parameters, 2 * dimension + i * rank, rank);
        }
        this.mixed = new double[dimension];
        this.capacitance = new Capacitance(dimension, rank);
        this.standardised = new double[dimension];
        this.whitened = new double[dimension];
        this.projected = new double[rank];
        this.row = new double[rank];
    }

    /**
     * With the covariance diag(deviations^2) + W W', as approximations with a diagonal and a factor give it.
     *
     * @param deviations n numbers, positive
     * @param w n rows, {@code [row][column]}
     */
    public static LowRankNormal of(double[] locations, double[] deviations, double[][] w) {
        double[][] factor = new double[w.length][];
        Arrays.setAll(factor, i -> Arrays.stream(w[i]).map(entry -> entry / deviations[i]).toArray());
        return new LowRankNormal(locations, deviations, factor);
    }

    /** Columns of U. */
    public int rank() {
        return rank;
    }

    @Override
    public int noiseSize() {
        return dimension + rank;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logScales = 0;
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double sum = noise[i];
            for (int k = 0; k < rank; k++) {
                sum += parameters[entry++] * noise[dimension + k];
            }
            mixed[i] = sum;
            scales[i] = Kernels.exp(parameters[dimension + i]);
            x[i] = parameters[i] + scales[i] * sum;
            logScales += parameters[dimension + i];
        }
        return whiten(mixed) - logScales;
    }

    /** Sets w and v for z; gives log N(z; 0, I + UU'). */
    private double whiten(double[] z) {
        int offset = 2 * dimension;
        double halfLogDeterminant = capacitance.factor(parameters, offset);
        Arrays.fill(projected, 0);
        for (int i = 0; i < dimension; i++) {
            for (int k = 0; k < rank; k++) {
                projected[k] += parameters[offset + i * rank + k] * z[i];
            }
        }
        capacitance.solve(projected);
        double quadratic = 0;
        for (int i = 0; i < dimension; i++) {
            double rest = z[i];
            for (int k = 0; k < rank; k++) {
                rest -= parameters[offset + i * rank + k] * projected[k];
            }
            whitened[i] = rest;
            quadratic += rest * z[i];
        }
        return -dimension * HALF_LOG_TWO_PI - halfLogDeterminant - 0.5 * quadratic;
    }

    /**
     * For -log q at its own draw, with z = e1 + U e2: 1 for each log scale, and U M^-1 + w (e2 - v)' for U, where
     * M = I + U'U.
     */
    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double pull = targetGradient[i] * scales[i];
            gradient[i] += weight * targetGradient[i];
            gradient[dimension + i] += weight * (pull * mixed[i] + 1);
            capacitance.solveRow(parameters, entry, row);
            for (int k = 0; k < rank; k++) {
                double e = noise[dimension + k];
                gradient[entry++] += weight * (pull * e + row[k] + whitened[i] * (e - projected[k]));
            }
        }
    }

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double pull = v[i] * scales[i];
            gradient[i] += v[i];
            gradient[dimension + i] += pull * mixed[i];
            for (int k = 0; k < rank; k++) {
                gradient[entry++] += pull * noise[dimension + k];
            }
        }
    }

    @Override
    public double logDensity(double[] x) {
        double logScales = 0;
        for (int i = 0; i < dimension; i++) {
            standardised[i] = (x[i] - parameters[i]) * Kernels.exp(-parameters[dimension + i]);
            logScales += parameters[dimension + i];
        }
        return whiten(standardised) - logScales;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double logQ = logDensity(x);
        for (int i = 0; i < dimension; i++) {
            gradient[i] = -whitened[i] * Kernels.exp(-parameters[dimension + i]);
        }
        return logQ;
    }

    /** w / D for the locations, w z - 1 for the log scales, w v' - U M^-1 for U. */
    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        double logQ = logDensity(x);
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            gradient[i] += weight * whitened[i] * Kernels.exp(-parameters[dimension + i]);
            gradient[dimension + i] += weight * (whitened[i] * standardised[i] - 1);
            capacitance.solveRow(parameters, entry, row);
            for (int k = 0; k < rank; k++) {
                gradient[entry++] += weight * (whitened[i] * projected[k] - row[k]);
            }
        }
        return logQ;
    }
}
