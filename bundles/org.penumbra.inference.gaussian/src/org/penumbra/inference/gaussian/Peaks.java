package org.penumbra.inference.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.NegativeHessian;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.DenseCholesky;

/** Which of many tops are different ones, and how much mass lies around each by Laplace's method. */
final class Peaks {

    private static final int MOST = 24;
    /** Of a squared distance in standard deviations: what is nearer is the same top, found less exactly. */
    private static final double SAME = 1;
    /** Less mass than this share of the largest, as a logarithm, changes nothing. */
    private static final double NEGLIGIBLE = -12;

    private final int n;
    private final NegativeHessian hessian;
    private final List<double[]> means = new ArrayList<>();
    private final List<double[][]> factors = new ArrayList<>();
    private final List<Double> logMasses = new ArrayList<>();

    Peaks(Evaluations evaluations, int n) {
        this.n = n;
        this.hessian = new NegativeHessian(evaluations, n);
    }

    /** Empty where the density has no normal at any of the tops. */
    Optional<NormalMixture> of(Target target, double[][] tops) {
        record Top(double[] x, double logDensity) {
        }
        Arrays.stream(tops).map(x -> new Top(x, target.logDensity(x))).filter(top -> Double.isFinite(top.logDensity()))
                .sorted(Comparator.comparingDouble(Top::logDensity).reversed()).forEach(top -> {
                    if (means.size() < MOST && means.stream().noneMatch(mean -> isSame(mean, top.x()))) {
                        add(top.x(), top.logDensity());
                    }
                });
        if (means.isEmpty()) {
            return Optional.empty();
        }
        double largest = logMasses.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        for (int k = means.size() - 1; k >= 0; k--) {
            if (logMasses.get(k) - largest < NEGLIGIBLE) {
                means.remove(k);
                factors.remove(k);
                logMasses.remove(k);
            }
        }
        return Optional.of(NormalMixture.of(means, factors,
                logMasses.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private boolean isSame(double[] mean, double[] x) {
        double[] z = new double[n];
        Arrays.setAll(z, i -> x[i] - mean[i]);
        DenseCholesky.solveLower(factors.get(means.indexOf(mean)), z);
        return Arrays.stream(z).map(one -> one * one).sum() < SAME;
    }

    /** The covariance is the inverse of the precision; a top without one is left out. */
    private void add(double[] x, double logDensity) {
        double[][] precision = new double[n][n];
        hessian.at(x, precision);
        if (!DenseCholesky.factor(precision)) {
            return;
        }
        double[][] covariance = new double[n][n];
        DenseCholesky.inverse(precision, covariance);
        if (DenseCholesky.factor(covariance)) {
            means.add(x);
            factors.add(covariance);
            logMasses.add(logDensity + 0.5 * DenseCholesky.logDeterminant(covariance));
        }
    }
}
