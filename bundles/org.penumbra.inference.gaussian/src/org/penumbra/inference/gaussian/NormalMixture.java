package org.penumbra.inference.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.DenseCholesky;
import org.penumbra.math.RandomStream;

/**
 * A mixture of normals.
 *
 * @param shares of the mass, which sum to 1
 * @param means {@code [component][coordinate]}
 * @param factors of the covariances, {@code [component][row][column]}, lower triangular
 */
record NormalMixture(double[] shares, double[][] means, double[][][] factors) {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);
    /** Draws of its own that a component takes for each coordinate before they speak as loudly as what was known. */
    private static final double CAUTION = 2;
    /** A component with a smaller share is let go. */
    private static final double SMALLEST_SHARE = 1e-4;

    /** A normal without correlations. */
    static NormalMixture around(double[] mean, double[] scales) {
        double[][] factor = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            factor[i][i] = scales[i];
        }
        return new NormalMixture(new double[] {1}, new double[][] {mean}, new double[][][] {factor});
    }

    /** From logarithms of masses up to a constant. */
    static NormalMixture of(List<double[]> means, List<double[][]> factors, double[] logMasses) {
        double largest = Arrays.stream(logMasses).max().orElseThrow();
        double[] shares = Arrays.stream(logMasses).map(mass -> StrictMath.exp(mass - largest)).toArray();
        double sum = Arrays.stream(shares).sum();
        Arrays.setAll(shares, k -> shares[k] / sum);
        return new NormalMixture(shares, means.toArray(double[][]::new), factors.toArray(double[][][]::new));
    }

    int count() {
        return shares.length;
    }

    private int dimension() {
        return means[0].length;
    }

    void draw(RandomStream random, double[] x) {
        double rest = random.nextDouble();
        int chosen = 0;
        while (chosen < count() - 1 && rest >= shares[chosen]) {
            rest -= shares[chosen++];
        }
        double[] z = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            z[i] = random.nextGaussian();
            double sum = means[chosen][i];
            for (int j = 0; j <= i; j++) {
                sum += factors[chosen][i][j] * z[j];
            }
            x[i] = sum;
        }
    }

    /**
     * @param parts log density of each component times its share, overwritten
     * @return log density of the mixture
     */
    double logDensity(double[] x, double[] parts) {
        double[] z = new double[x.length];
        for (int k = 0; k < count(); k++) {
            Arrays.setAll(z, i -> 0);
            for (int i = 0; i < x.length; i++) {
                z[i] = x[i] - means[k][i];
            }
            DenseCholesky.solveLower(factors[k], z);
            double sum = StrictMath.log(shares[k]) - 0.5 * DenseCholesky.logDeterminant(factors[k])
                    - x.length * HALF_LOG_TWO_PI;
            for (double one : z) {
                sum -= 0.5 * one * one;
            }
            parts[k] = sum;
        }
        return logSum(parts);
    }

    private static double logSum(double[] logs) {
        double largest = Arrays.stream(logs).max().orElseThrow();
        double sum = 0;
        for (double one : logs) {
            sum += StrictMath.exp(one - largest);
        }
        return largest + StrictMath.log(sum);
    }

    /**
     * Fitted to weighted draws: shares, means and covariances are those of the draws that each component answers for
     * (Cappe et al. 2008, equation 14), covariances held back towards what they were where these are few.
     *
     * @param weights sum to 1
     */
    NormalMixture fitted(double[][] points, double[] weights) {
        double[][] answers = new double[points.length][count()];
        for (int i = 0; i < points.length; i++) {
            double all = logDensity(points[i], answers[i]);
            for (int k = 0; k < count(); k++) {
                answers[i][k] = weights[i] * StrictMath.exp(answers[i][k] - all);
            }
        }
        List<double[]> newMeans = new ArrayList<>();
        List<double[][]> newFactors = new ArrayList<>();
        List<Double> logShares = new ArrayList<>();
        for (int k = 0; k < count(); k++) {
            int component = k;
            double[] own = Arrays.stream(answers).mapToDouble(row -> row[component]).toArray();
            double share = Arrays.stream(own).sum();
            if (share >= SMALLEST_SHARE) {
                component(k, points, own, share, newMeans, newFactors);
                logShares.add(StrictMath.log(share));
            }
        }
        return newMeans.isEmpty() ? this
                : of(newMeans, newFactors, logShares.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void component(int k, double[][] points, double[] own, double share, List<double[]> newMeans,
            List<double[][]> newFactors) {
        int n = dimension();
        double squares = Arrays.stream(own).map(weight -> weight * weight).sum();
        double worth = share * share / squares;
        double trust = worth / (worth + CAUTION * (n + 2));
        double[] mean = new double[n];
        for (int i = 0; i < points.length; i++) {
            for (int a = 0; a < n; a++) {
                mean[a] += own[i] / share * points[i][a];
            }
        }
        for (int a = 0; a < n; a++) {
            mean[a] = trust * mean[a] + (1 - trust) * means[k][a];
        }
        double[][] covariance = new double[n][n];
        DenseCholesky.product(factors[k], covariance);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < points.length; i++) {
                    sum += own[i] * (points[i][a] - mean[a]) * (points[i][b] - mean[b]);
                }
                covariance[a][b] = (1 - trust) * covariance[a][b] + trust * sum / share;
            }
        }
        newMeans.add(mean);
        newFactors.add(DenseCholesky.factor(covariance) ? covariance : factors[k]);
    }

    void save(StateWriter state) {
        state.add(count()).add(shares).add(means);
        for (double[][] factor : factors) {
            state.add(factor);
        }
    }

    static NormalMixture restored(int n, StateReader state) {
        int count = state.nextInt();
        if (count < 1 || count > 1_000_000) {
            throw new IllegalArgumentException("a mixture of " + count + " normals cannot be; start afresh");
        }
        NormalMixture mixture = new NormalMixture(new double[count], new double[count][n], new double[count][n][n]);
        state.next(mixture.shares);
        state.next(mixture.means);
        for (double[][] factor : mixture.factors) {
            state.next(factor);
        }
        return mixture;
    }
}
