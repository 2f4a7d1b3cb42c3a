package org.penumbra.inference.normal;

import java.util.Arrays;

/**
 * x = loc + D (I + U) noise with a diagonal D = exp(logScale) and a strictly lower triangular U: the Cholesky factor of
 * the covariance is L = D (I + U). Scaling whole rows keeps steps in U alike for coordinates on different scales.
 *
 * <p>Parameters: n locations, n log scales, then the n (n - 1) / 2 entries of U row by row.
 */
public final class DenseNormal extends NormalGuide {

    /** (I + U) noise of the latest {@link #transform}. */
    private final double[] mixed;
    /** Work space: the noise behind a given point, and (I + U)' applied backwards to it. */
    private final double[] solved;
    private final double[] solvedTwice;

    /**
     * Uncorrelated to begin with.
     *
     * @param locations n means
     * @param scales n standard deviations, positive
     */
    public DenseNormal(double[] locations, double[] scales) {
        super(locations, scales, locations.length * (locations.length - 1) / 2);
        this.mixed = new double[dimension];
        this.solved = new double[dimension];
        this.solvedTwice = new double[dimension];
    }

    /**
     * With a given covariance.
     *
     * @param locations n means
     * @param cholesky the lower triangular factor L of the covariance L L', {@code [row][column]}, with a positive
     *        diagonal
     */
    public static DenseNormal of(double[] locations, double[][] cholesky) {
        double[] diagonal = new double[locations.length];
        Arrays.setAll(diagonal, i -> cholesky[i][i]);
        DenseNormal normal = new DenseNormal(locations, diagonal);
        int entry = 2 * locations.length;
        for (int i = 0; i < locations.length; i++) {
            for (int j = 0; j < i; j++) {
                normal.parameters[entry++] = cholesky[i][j] / cholesky[i][i];
            }
        }
        return normal;
    }

    /** The entries of row i of U are about coordinate i, which they give its share in the noise of those before it. */
    @Override
    public int coordinateOf(int parameter) {
        if (parameter < 2 * dimension) {
            return parameter % dimension;
        }
        int row = 1;
        int entry = parameter - 2 * dimension;
        while (entry >= row) {
            entry -= row;
            row++;
        }
        return row;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double sum = noise[i];
            for (int j = 0; j < i; j++) {
                sum += parameters[entry++] * noise[j];
            }
            mixed[i] = sum;
            scales[i] = StrictMath.exp(parameters[dimension + i]);
            x[i] = parameters[i] + scales[i] * sum;
            logQ -= parameters[dimension + i] + 0.5 * noise[i] * noise[i];
        }
        return logQ;
    }

    /** The determinant of L is that of D, so the entropy pulls on the log scales alone, each by 1. */
    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double pull = weight * targetGradient[i];
            gradient[i] += pull;
            gradient[dimension + i] += pull * scales[i] * mixed[i] + weight;
            for (int j = 0; j < i; j++) {
                gradient[entry++] += pull * scales[i] * noise[j];
            }
        }
    }

    @Override
    public double logDensity(double[] x) {
        return solve(x);
    }

    /** Solves for the noise by forward substitution; gives log q. */
    private double solve(double[] x) {
        double logQ = -dimension * HALF_LOG_TWO_PI;
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double rest = (x[i] - parameters[i]) * StrictMath.exp(-parameters[dimension + i]);
            for (int j = 0; j < i; j++) {
                rest -= parameters[entry++] * solved[j];
            }
            solved[i] = rest;
            logQ -= parameters[dimension + i] + 0.5 * rest * rest;
        }
        return logQ;
    }

    /** After {@link #solve}: solves (I + U)' w = noise by back substitution, so that -D^-1 w is the slope of log q. */
    private void solveBack() {
        System.arraycopy(solved, 0, solvedTwice, 0, dimension);
        for (int i = dimension - 1; i > 0; i--) {
            int row = 2 * dimension + i * (i - 1) / 2;
            for (int j = 0; j < i; j++) {
                solvedTwice[j] -= parameters[row + j] * solvedTwice[i];
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
            for (int j = 0; j < i; j++) {
                gradient[entry++] += pull * noise[j];
            }
        }
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double logQ = solve(x);
        solveBack();
        for (int i = 0; i < dimension; i++) {
            gradient[i] = -solvedTwice[i] * StrictMath.exp(-parameters[dimension + i]);
        }
        return logQ;
    }

    /** With w as in {@link #solveBack}: d/dloc = w / D, d/dlogScale_i = w_i ((I + U) noise)_i - 1, d/dU = w noise'. */
    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        double logQ = solve(x);
        solveBack();
        int entry = 2 * dimension;
        for (int i = 0; i < dimension; i++) {
            double precision = StrictMath.exp(-parameters[dimension + i]);
            gradient[i] += weight * solvedTwice[i] * precision;
            gradient[dimension + i] += weight * (solvedTwice[i] * (x[i] - parameters[i]) * precision - 1);
            for (int j = 0; j < i; j++) {
                gradient[entry++] += weight * solvedTwice[i] * solved[j];
            }
        }
        return logQ;
    }
}
