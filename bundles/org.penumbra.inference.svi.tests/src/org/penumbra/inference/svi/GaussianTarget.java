package org.penumbra.inference.svi;

import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * logEvidence + log N(x; mean, precision^-1): every quantity of variational inference is known in closed form.
 */
class GaussianTarget implements Target {

    final double logEvidence;
    final double[] mean;
    final double[][] precision;
    private final double logNormaliser;

    GaussianTarget(double logEvidence, double[] mean, double[][] precision) {
        this.logEvidence = logEvidence;
        this.mean = mean;
        this.precision = precision;
        this.logNormaliser = logEvidence
                + 0.5 * (Math.log(determinant(precision)) - mean.length * Math.log(2 * Math.PI));
    }

    /** Independent coordinates. */
    static GaussianTarget independent(double logEvidence, double[] mean, double[] sd) {
        double[][] precision = new double[sd.length][sd.length];
        for (int i = 0; i < sd.length; i++) {
            precision[i][i] = 1 / (sd[i] * sd[i]);
        }
        return new GaussianTarget(logEvidence, mean, precision);
    }

    @Override
    public int dimension() {
        return mean.length;
    }

    @Override
    public double logDensity(double[] x) {
        double quadratic = 0;
        for (int i = 0; i < mean.length; i++) {
            quadratic += (x[i] - mean[i]) * pull(x, i);
        }
        return logNormaliser - 0.5 * quadratic;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        for (int i = 0; i < mean.length; i++) {
            gradient[i] = -pull(x, i);
        }
        return logDensity(x);
    }

    private double pull(double[] x, int i) {
        double sum = 0;
        for (int j = 0; j < mean.length; j++) {
            sum += precision[i][j] * (x[j] - mean[j]);
        }
        return sum;
    }

    /** One or two dimensions, or diagonal. */
    private static double determinant(double[][] a) {
        double product = 1;
        for (int i = 0; i < a.length; i++) {
            product *= a[i][i];
        }
        return a.length == 2 ? product - a[0][1] * a[1][0] : product;
    }

    @Override
    public SiteMap sites() {
        throw new UnsupportedOperationException("an algorithm has no need of sites");
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        throw new UnsupportedOperationException("the tests start their guides themselves");
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return List.of();
    }

    @Override
    public Target fork() {
        return this;
    }
}
