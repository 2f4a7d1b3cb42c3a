package org.penumbra.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.GaussianFactors;
import org.penumbra.math.DenseCholesky;

/**
 * A known normal target with each coordinate as a factor of its own: what coordinate ascent finds is the best normal
 * with independent coordinates. Moments are E[x_i], then E[x_i^2].
 */
final class IndependentCoordinates implements ConjugateForm {

    private final KnownGaussian target;
    private final int n;
    private final double[][] precision;
    private final double logNormaliser;

    IndependentCoordinates(KnownGaussian target) {
        this.target = target;
        this.n = target.dimension();
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            int row = i;
            Arrays.setAll(factor[i], j -> target.covariance(row, j));
        }
        DenseCholesky.factor(factor);
        this.precision = new double[n][n];
        DenseCholesky.inverse(factor, precision);
        double[] mean = new double[n];
        Arrays.setAll(mean, target::mean);
        this.logNormaliser = target.logDensity(mean);
    }

    @Override
    public int size() {
        return 2 * n;
    }

    /** All groups have the same statistics, and each updates those of one coordinate. */
    @Override
    public List<FactorGroup> groups() {
        int[] positions = IntStream.range(0, n).toArray();
        return IntStream.range(0, n).mapToObj(i -> (FactorGroup) new GaussianFactors("x" + (i + 1), 0,
                new int[][] {{i}}, 1, positions)).toList();
    }

    @Override
    public boolean isExact() {
        return false;
    }

    @Override
    public boolean isAugmented() {
        return false;
    }

    @Override
    public double energy(double[] moments) {
        double square = 0;
        for (int i = 0; i < n; i++) {
            double variance = moments[n + i] - moments[i] * moments[i];
            square += precision[i][i] * variance;
            for (int j = 0; j < n; j++) {
                square += precision[i][j] * (moments[i] - target.mean(i)) * (moments[j] - target.mean(j));
            }
        }
        return logNormaliser - 0.5 * square;
    }

    @Override
    public void natural(int group, double[] moments, double[] natural) {
        double linear = precision[group][group] * target.mean(group);
        for (int j = 0; j < n; j++) {
            linear -= j == group ? 0 : precision[group][j] * (moments[j] - target.mean(j));
        }
        natural[group] = linear;
        natural[n + group] = -0.5 * precision[group][group];
    }

    @Override
    public int valueCount() {
        return n;
    }

    @Override
    public double toFree(double[] values, double[] x) {
        System.arraycopy(values, 0, x, 0, n);
        return 0;
    }

    @Override
    public ConjugateForm fork() {
        return this;
    }
}
