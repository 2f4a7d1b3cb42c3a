package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

/**
 * Normals with independent coordinates, under a prior from which one can draw and which the density does not contain.
 *
 * @param weights one for each, sum 1
 * @param centres {@code [which][coordinate]}
 * @param scales standard deviations, one for each
 * @param reach standard deviation of prior draws around 0
 */
record NormalMixture(double[] weights, double[][] centres, double[] scales, double reach) implements Target {

    /** All coordinates of a normal at one place. */
    static NormalMixture diagonal(int dimension, double[] weights, double[] at, double[] scales, double reach) {
        double[][] centres = new double[at.length][dimension];
        for (int k = 0; k < at.length; k++) {
            Arrays.fill(centres[k], at[k]);
        }
        return new NormalMixture(weights, centres, scales, reach);
    }

    /** @param first how many of the normals the draws are of, 1 or 2 with equal shares */
    FitResult answer(int first, RandomStream random) {
        double[][] points = new double[2000][dimension()];
        double[] logP = new double[points.length];
        double[] logQ = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            int k = first == 1 || random.nextDouble() < 0.5 ? 0 : 1;
            for (int j = 0; j < dimension(); j++) {
                points[i][j] = centres[k][j] + scales[k] * random.nextGaussian();
            }
            logP[i] = logDensity(points[i]);
            logQ[i] = Double.NaN;
        }
        return new FitResult(Status.CONVERGED, null, new FitResult.Draws(points, logP, logQ),
                new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 0, new double[0], List.of());
    }

    @Override
    public int dimension() {
        return centres[0].length;
    }

    private double term(int k, double[] x) {
        double term = Math.log(weights[k]) - x.length * Math.log(scales[k]);
        for (int i = 0; i < x.length; i++) {
            term -= 0.5 * Math.pow((x[i] - centres[k][i]) / scales[k], 2);
        }
        return term;
    }

    @Override
    public double logDensity(double[] x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < weights.length; k++) {
            largest = Math.max(largest, term(k, x));
        }
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += Math.exp(term(k, x) - largest);
        }
        return largest + Math.log(sum);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double value = logDensity(x);
        Arrays.fill(gradient, 0);
        for (int k = 0; k < weights.length; k++) {
            double share = Math.exp(term(k, x) - value);
            for (int i = 0; i < x.length; i++) {
                gradient[i] -= share * (x[i] - centres[k][i]) / (scales[k] * scales[k]);
            }
        }
        return value;
    }

    @Override
    public SiteMap sites() {
        return new KnownGaussian.RealSites(dimension());
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        Arrays.setAll(x, i -> reach * random.nextGaussian());
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
