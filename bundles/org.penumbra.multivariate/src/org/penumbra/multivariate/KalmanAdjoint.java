package org.penumbra.multivariate;

import java.util.Arrays;

/**
 * The way back through a {@link KalmanFilter}, with its letters: each line is the transposed derivative of the one of
 * the filter that it undoes. Work memory holds the adjoints of m and P (of the step behind), of a, V, C, S and e.
 */
final class KalmanAdjoint {

    private KalmanAdjoint() {
    }

    private static int mean(KalmanFilter k) {
        return 0;
    }

    private static int covariance(KalmanFilter k) {
        return mean(k) + k.hidden();
    }

    private static int predicted(KalmanFilter k) {
        return covariance(k) + k.hidden() * k.hidden();
    }

    private static int predictedCovariance(KalmanFilter k) {
        return predicted(k) + k.hidden();
    }

    private static int cross(KalmanFilter k) {
        return predictedCovariance(k) + k.hidden() * k.hidden();
    }

    private static int spread(KalmanFilter k) {
        return cross(k) + k.hidden() * k.observed();
    }

    private static int error(KalmanFilter k) {
        return spread(k) + k.observed() * k.observed();
    }

    private static int spare(KalmanFilter k) {
        return error(k) + k.observed();
    }

    /** Number of elements of each of the two spare matrices. */
    private static int spareSize(KalmanFilter k) {
        return Math.max(k.hidden(), k.observed()) * Math.max(k.hidden(), k.observed());
    }

    static int workSize(KalmanFilter k) {
        return spare(k) + 2 * spareSize(k);
    }

    /** @param byDensity derivative by the log density */
    static void run(KalmanFilter k, double[][] in, int[] at, double[] out, int outAt, double[][] adjoint,
            double[] work, double byDensity) {
        Arrays.fill(work, mean(k), predicted(k), 0);
        for (int t = k.steps() - 1; t >= 0; t--) {
            int step = k.step(outAt, t);
            updated(k, out, work, step, byDensity);
            observed(k, in, at, out, adjoint, work, step, t);
            predicted(k, in, at, out, adjoint, work, step);
        }
        add(adjoint, at, KalmanFilter.MEAN, work, mean(k), 0, k.hidden());
        add(adjoint, at, KalmanFilter.COVARIANCE, work, covariance(k), 0, k.hidden() * k.hidden());
    }

    /** Adds work memory to the adjoint of an input where it is wanted. */
    private static void add(double[][] adjoint, int[] at, int input, double[] work, int from, int offset, int count) {
        if (adjoint[input] != null) {
            for (int i = 0; i < count; i++) {
                adjoint[input][at[input] + offset + i] += work[from + i];
            }
        }
    }

    /**
     * m = a + C u, P = V - C S^-1 C', and the density -(e' u + log det S) / 2 with u = S^-1 e. With G the adjoint of P
     * and g that of m: dS = f (u u' - S^-1) / 2 - S^-1 C' g u' + S^-1 C' G C S^-1, where f is that of the density.
     */
    private static void updated(KalmanFilter k, double[] out, double[] work, int step, double f) {
        int h = k.hidden();
        int d = k.observed();
        System.arraycopy(work, mean(k), work, predicted(k), h);
        System.arraycopy(work, covariance(k), work, predictedCovariance(k), h * h);
        int gain = spare(k) + spareSize(k);
        Arrays.fill(work, gain, gain + h * d, 0);
        Dense.add(1, h, d, d, out, k.cross(step), out, k.precision(step), work, gain);
        spread(k, out, work, step, f, gain);
        Arrays.fill(work, cross(k), cross(k) + h * d, 0);
        Dense.add(1, h, 1, d, work, mean(k), out, k.weighted(step), work, cross(k));
        Dense.add(-1, h, h, d, work, covariance(k), work, gain, work, cross(k));
        Dense.addTransposed(-1, h, h, d, work, covariance(k), work, gain, work, cross(k));
    }

    /** The adjoints of S and e, with C S^-1 at {@code gain}. */
    private static void spread(KalmanFilter k, double[] out, double[] work, int step, double f, int gain) {
        int h = k.hidden();
        int d = k.observed();
        int precision = k.precision(step);
        int u = k.weighted(step);
        Arrays.fill(work, error(k), error(k) + d, 0);
        Dense.addTransposed(1, d, h, 1, work, gain, work, mean(k), work, error(k));
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                work[spread(k) + i * d + j] = 0.5 * f * (out[u + i] * out[u + j] - out[precision + i * d + j])
                        - work[error(k) + i] * out[u + j];
            }
            work[error(k) + i] -= f * out[u + i];
        }
        Arrays.fill(work, spare(k), spare(k) + h * d, 0);
        Dense.add(1, h, h, d, work, covariance(k), work, gain, work, spare(k));
        Dense.addTransposed(1, d, h, d, work, gain, work, spare(k), work, spread(k));
    }

    /** S = B' C + R, C = V B, e = x - a B. */
    private static void observed(KalmanFilter k, double[][] in, int[] at, double[] out, double[][] adjoint,
            double[] work, int step, int t) {
        int h = k.hidden();
        int d = k.observed();
        double[] b = in[KalmanFilter.OBSERVATION];
        int bAt = at[KalmanFilter.OBSERVATION];
        add(adjoint, at, KalmanFilter.OBSERVATION_NOISE, work, spread(k), 0, d * d);
        add(adjoint, at, KalmanFilter.X, work, error(k), t * d, d);
        Dense.add(1, h, d, d, b, bAt, work, spread(k), work, cross(k));
        double[] byObservation = adjoint[KalmanFilter.OBSERVATION];
        if (byObservation != null) {
            Dense.addByTransposed(1, h, d, d, out, k.cross(step), work, spread(k), byObservation, bAt);
            Dense.addTransposed(1, h, h, d, out, k.predictedCovariance(step), work, cross(k), byObservation, bAt);
            Dense.add(-1, h, 1, d, out, k.predicted(step), work, error(k), byObservation, bAt);
        }
        Dense.addByTransposed(1, h, d, h, work, cross(k), b, bAt, work, predictedCovariance(k));
        Dense.add(-1, h, d, 1, b, bAt, work, error(k), work, predicted(k));
    }

    /** V = A' P A + Q, a = m A. */
    private static void predicted(KalmanFilter k, double[][] in, int[] at, double[] out, double[][] adjoint,
            double[] work, int step) {
        int h = k.hidden();
        double[] a = in[KalmanFilter.TRANSITION];
        int aAt = at[KalmanFilter.TRANSITION];
        add(adjoint, at, KalmanFilter.TRANSITION_NOISE, work, predictedCovariance(k), 0, h * h);
        double[] byTransition = adjoint[KalmanFilter.TRANSITION];
        if (byTransition != null) {
            Arrays.fill(work, spare(k), spare(k) + h * h, 0);
            Dense.add(1, h, h, h, out, k.covariance(step), a, aAt, work, spare(k));
            Dense.add(1, h, h, h, work, spare(k), work, predictedCovariance(k), byTransition, aAt);
            Dense.addByTransposed(1, h, h, h, work, spare(k), work, predictedCovariance(k), byTransition, aAt);
            Dense.add(1, h, 1, h, out, step, work, predicted(k), byTransition, aAt);
        }
        Arrays.fill(work, spare(k), spare(k) + h * h, 0);
        Dense.add(1, h, h, h, a, aAt, work, predictedCovariance(k), work, spare(k));
        Arrays.fill(work, covariance(k), covariance(k) + h * h, 0);
        Dense.addByTransposed(1, h, h, h, work, spare(k), a, aAt, work, covariance(k));
        Arrays.fill(work, mean(k), mean(k) + h, 0);
        Dense.add(1, h, h, 1, a, aAt, work, predicted(k), work, mean(k));
    }
}
