package org.penumbra.inference.gaussian;

import java.util.Arrays;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.math.DenseCholesky;

/**
 * Whether the normal has come to rest. Iterations are taken together in windows, each a third as long as all before it
 * and {@value #SHORTEST} at least. At the end of a window its mean normal is compared with that of the window before:
 * {@link #drift()} is the largest change of a mean, in standard deviations, or of a log standard deviation. The mean
 * normal of the last window is the answer, as single iterates scatter.
 */
final class Settling {

    static final int SHORTEST = 20;

    private final int n;
    private final double[] mean;
    private final double[][] covariance;
    private final double[] lastMean;
    private final double[] lastSd;
    private final double[][] lastCovariance;
    private long count;
    private long length = SHORTEST;
    private int windows;
    private double drift = Double.POSITIVE_INFINITY;

    Settling(int dimension) {
        this.n = dimension;
        this.mean = new double[n];
        this.covariance = new double[n][n];
        this.lastMean = new double[n];
        this.lastSd = new double[n];
        this.lastCovariance = new double[n][n];
    }

    /**
     * After every iteration.
     *
     * @return whether a window ended here
     */
    boolean add(Normal normal, long iteration) {
        count++;
        for (int i = 0; i < n; i++) {
            mean[i] += (normal.mean[i] - mean[i]) / count;
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += normal.factor[i][k] * normal.factor[j][k];
                }
                covariance[i][j] += (sum - covariance[i][j]) / count;
            }
        }
        if (count < length) {
            return false;
        }
        close();
        length = Math.max(SHORTEST, iteration / 3);
        return true;
    }

    private void close() {
        drift = windows == 0 ? Double.POSITIVE_INFINITY : 0;
        for (int i = 0; i < n; i++) {
            double sd = Math.sqrt(covariance[i][i]);
            drift = Math.max(drift, Math.abs(mean[i] - lastMean[i]) / sd);
            drift = Math.max(drift, Math.abs(StrictMath.log(sd / lastSd[i])));
            lastSd[i] = sd;
            System.arraycopy(covariance[i], 0, lastCovariance[i], 0, n);
        }
        System.arraycopy(mean, 0, lastMean, 0, n);
        Arrays.fill(mean, 0);
        for (double[] row : covariance) {
            Arrays.fill(row, 0);
        }
        count = 0;
        windows++;
    }

    /** Between the last two windows; infinite before there are two. */
    double drift() {
        return drift;
    }

    /** The mean normal of the last window, or the present one before the first window has ended. */
    DenseNormal answer(Normal present) {
        if (windows == 0) {
            return present.guide();
        }
        double[][] factor = Arrays.stream(lastCovariance).map(double[]::clone).toArray(double[][]::new);
        return DenseCholesky.factor(factor) ? DenseNormal.of(lastMean, factor) : present.guide();
    }

    void save(StateWriter state) {
        state.add(count).add(length).add(windows).add(drift).add(mean).add(lastMean).add(lastSd).add(covariance)
                .add(lastCovariance);
    }

    void restore(StateReader state) {
        count = state.nextLong();
        length = state.nextLong();
        windows = state.nextInt();
        drift = state.next();
        state.next(mean);
        state.next(lastMean);
        state.next(lastSd);
        state.next(covariance);
        state.next(lastCovariance);
    }
}
