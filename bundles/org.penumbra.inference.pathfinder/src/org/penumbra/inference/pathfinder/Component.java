package org.penumbra.inference.pathfinder;

import org.penumbra.math.DenseCholesky;

/**
 * x = loc + D (1 + Q (L - 1) Q') noise with a diagonal D = exp(logScale): one normal of {@link PathGuide}. Locations
 * and log scales are parameters; the directions Q and their factor L stay what the path made them.
 */
final class Component {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    private final double[] parameters;
    private final int offset;
    private final int n;
    private final double[][] basis;
    private final double[][] factor;
    private final double logFactor;
    /** Coordinates along the basis. */
    private final double[] along;
    private final double[] changed;
    /** The whitened point of the latest density, and then L^-T applied along the basis. */
    private final double[] white;

    Component(double[] parameters, int offset, int dimension, double[][] basis, double[][] factor) {
        this.parameters = parameters;
        this.offset = offset;
        this.n = dimension;
        this.basis = basis;
        this.factor = factor;
        this.logFactor = 0.5 * DenseCholesky.logDeterminant(factor);
        this.along = new double[basis.length];
        this.changed = new double[basis.length];
        this.white = new double[dimension];
    }

    /** A draw, from the first n numbers of the noise. */
    void transform(double[] noise, double[] x) {
        project(noise);
        for (int r = 0; r < basis.length; r++) {
            double sum = -along[r];
            for (int k = 0; k <= r; k++) {
                sum += factor[r][k] * along[k];
            }
            changed[r] = sum;
        }
        for (int i = 0; i < n; i++) {
            x[i] = noise[i];
        }
        lift(changed, x);
        for (int i = 0; i < n; i++) {
            x[i] = parameters[offset + i] + StrictMath.exp(parameters[offset + n + i]) * x[i];
        }
    }

    private void project(double[] v) {
        for (int r = 0; r < basis.length; r++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += basis[r][i] * v[i];
            }
            along[r] = sum;
        }
    }

    private void lift(double[] coordinates, double[] v) {
        for (int r = 0; r < basis.length; r++) {
            for (int i = 0; i < n; i++) {
                v[i] += coordinates[r] * basis[r][i];
            }
        }
    }

    /** log q; the whitened point is kept for {@link #slopes}. */
    double logDensity(double[] x) {
        double logQ = -n * HALF_LOG_TWO_PI - logFactor;
        for (int i = 0; i < n; i++) {
            double logScale = parameters[offset + n + i];
            white[i] = (x[i] - parameters[offset + i]) * StrictMath.exp(-logScale);
            logQ -= logScale;
        }
        project(white);
        System.arraycopy(along, 0, changed, 0, along.length);
        DenseCholesky.solveLower(factor, changed);
        for (int r = 0; r < along.length; r++) {
            changed[r] -= along[r];
        }
        lift(changed, white);
        for (int i = 0; i < n; i++) {
            logQ -= 0.5 * white[i] * white[i];
        }
        return logQ;
    }

    /**
     * After {@link #logDensity} at x: adds {@code weight} times the gradient of log q with respect to x, and
     * {@code scoreWeight} times that with respect to the parameters.
     */
    void slopes(double[] x, double weight, double[] gradient, double scoreWeight, double[] score) {
        project(white);
        System.arraycopy(along, 0, changed, 0, along.length);
        DenseCholesky.solveUpper(factor, changed);
        for (int r = 0; r < along.length; r++) {
            changed[r] -= along[r];
        }
        lift(changed, white);
        for (int i = 0; i < n; i++) {
            double precision = StrictMath.exp(-parameters[offset + n + i]);
            gradient[i] -= weight * white[i] * precision;
            score[offset + i] += scoreWeight * white[i] * precision;
            score[offset + n + i] += scoreWeight * (white[i] * (x[i] - parameters[offset + i]) * precision - 1);
        }
    }

    /** Adds (dx/dparameters)' v at the draw x. */
    void pullBack(double[] x, double[] v, double[] gradient) {
        for (int i = 0; i < n; i++) {
            gradient[offset + i] += v[i];
            gradient[offset + n + i] += v[i] * (x[i] - parameters[offset + i]);
        }
    }

    double mean(int i) {
        return parameters[offset + i];
    }

    double sd(int i) {
        double square = 0;
        double total = 1;
        for (int k = 0; k < basis.length; k++) {
            double sum = 0;
            for (int r = k; r < basis.length; r++) {
                sum += basis[r][i] * factor[r][k];
            }
            square += sum * sum;
            total -= basis[k][i] * basis[k][i];
        }
        return StrictMath.exp(parameters[offset + n + i]) * Math.sqrt(square + Math.max(total, 0));
    }
}
