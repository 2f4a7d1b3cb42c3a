package org.penumbra.testing;

import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Differentiable;
import org.penumbra.math.RandomStream;

/**
 * A target from a formula for its log density and gradient, for tests with densities of their own. Scalar sites
 * {@code x1, x2, ...}; prior draws are standard normal.
 */
public final class FormulaTarget implements Target {

    private final int dimension;
    private final Differentiable formula;
    private final double[] unused;

    /** @param formula without state, so that forks may share it */
    public FormulaTarget(int dimension, Differentiable formula) {
        this.dimension = dimension;
        this.formula = formula;
        this.unused = new double[dimension];
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double logDensity(double[] x) {
        return formula.valueAndGradient(x, unused);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        return formula.valueAndGradient(x, gradient);
    }

    @Override
    public SiteMap sites() {
        return new KnownGaussian.RealSites(dimension);
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        for (int i = 0; i < dimension; i++) {
            x[i] = random.nextGaussian();
        }
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return List.of(new Contribution("formula", logDensity(x), ""));
    }

    @Override
    public Target fork() {
        return new FormulaTarget(dimension, formula);
    }
}
