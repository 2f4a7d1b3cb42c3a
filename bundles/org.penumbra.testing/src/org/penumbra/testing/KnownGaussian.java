package org.penumbra.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.math.RandomStream;

/**
 * The target logEvidence + log N(x; mean, covariance), of which all that inference seeks is known in closed form. Each
 * coordinate is a scalar site {@code x1, x2, ...} on the real line; prior draws are independent N(mean, 4 variance).
 */
public class KnownGaussian implements Target {

    private final double logEvidence;
    private final double[] mean;
    private final double[][] cholesky;
    private final double logNormaliser;
    private final double[] solved;

    /**
     * @param mean n numbers
     * @param cholesky the lower triangular factor L of the covariance L L', n rows, with a positive diagonal
     */
    public KnownGaussian(double logEvidence, double[] mean, double[][] cholesky) {
        this.logEvidence = logEvidence;
        this.mean = mean.clone();
        this.cholesky = cholesky;
        this.solved = new double[mean.length];
        double logDeterminant = 0;
        for (int i = 0; i < mean.length; i++) {
            logDeterminant += StrictMath.log(cholesky[i][i]);
        }
        this.logNormaliser = logEvidence - logDeterminant - 0.5 * mean.length * StrictMath.log(2 * StrictMath.PI);
    }

    /** Independent coordinates. */
    public static KnownGaussian independent(double logEvidence, double[] mean, double[] sd) {
        double[][] cholesky = new double[sd.length][sd.length];
        for (int i = 0; i < sd.length; i++) {
            cholesky[i][i] = sd[i];
        }
        return new KnownGaussian(logEvidence, mean, cholesky);
    }

    /** All coordinates with the given scales, and one correlation between neighbours (of autoregressive form). */
    public static KnownGaussian correlated(double logEvidence, double[] mean, double[] sd, double correlation) {
        int n = mean.length;
        double[][] cholesky = new double[n][n];
        double innovation = StrictMath.sqrt(1 - correlation * correlation);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                cholesky[i][j] = sd[i] * StrictMath.pow(correlation, i - j) * (j == 0 ? 1 : innovation);
            }
        }
        return new KnownGaussian(logEvidence, mean, cholesky);
    }

    public double logEvidence() {
        return logEvidence;
    }

    public double mean(int i) {
        return mean[i];
    }

    /** All means; a new array. */
    public double[] means() {
        return mean.clone();
    }

    /** L of the covariance L L'; a new array. */
    public double[][] cholesky() {
        return Arrays.stream(cholesky).map(double[]::clone).toArray(double[][]::new);
    }

    public double covariance(int i, int j) {
        double sum = 0;
        for (int k = 0; k <= Math.min(i, j); k++) {
            sum += cholesky[i][k] * cholesky[j][k];
        }
        return sum;
    }

    public double sd(int i) {
        return StrictMath.sqrt(covariance(i, i));
    }

    @Override
    public int dimension() {
        return mean.length;
    }

    @Override
    public double logDensity(double[] x) {
        double quadratic = 0;
        for (int i = 0; i < mean.length; i++) {
            double rest = x[i] - mean[i];
            for (int j = 0; j < i; j++) {
                rest -= cholesky[i][j] * solved[j];
            }
            solved[i] = rest / cholesky[i][i];
            quadratic += solved[i] * solved[i];
        }
        return logNormaliser - 0.5 * quadratic;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double value = logDensity(x);
        for (int i = mean.length - 1; i >= 0; i--) {
            double rest = solved[i];
            for (int j = i + 1; j < mean.length; j++) {
                rest += cholesky[j][i] * gradient[j];
            }
            gradient[i] = -rest / cholesky[i][i];
        }
        return value;
    }

    @Override
    public SiteMap sites() {
        return new RealSites(mean.length);
    }

    /** What the prior draws come from. */
    @Override
    public Optional<Target> prior() {
        double[] wide = new double[mean.length];
        Arrays.setAll(wide, i -> 2 * sd(i));
        return Optional.of(independent(0, mean, wide));
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        for (int i = 0; i < mean.length; i++) {
            x[i] = mean[i] + 2 * sd(i) * random.nextGaussian();
        }
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return List.of(new Contribution("all", logDensity(x), ""));
    }

    /** Updates of each coordinate given all others. */
    @Override
    public Conjugacy conjugacy() {
        return Conjugacy.of(new IndependentCoordinates(this));
    }

    /** The same from a dozen rows, each of which adds as much to the density. */
    @Override
    public BatchConjugacy batches(String plate) {
        return BatchConjugacy.of(new EqualRows(this));
    }

    @Override
    public Target fork() {
        return new KnownGaussian(logEvidence, mean, cholesky);
    }

    /** Scalar sites x1, x2, ... that are their own free coordinates. */
    public record RealSites(int count) implements SiteMap {

        @Override
        public List<Site> sites() {
            List<Site> sites = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sites.add(new Site("x" + (i + 1), Site.Kind.LATENT, List.of(), "real", i, i, 1));
            }
            return sites;
        }

        @Override
        public int valueCount() {
            return count;
        }

        @Override
        public void constrain(double[] x, double[] values) {
            System.arraycopy(x, 0, values, 0, count);
        }

        @Override
        public void unconstrain(double[] values, double[] x) {
            System.arraycopy(values, 0, x, 0, count);
        }
    }
}
