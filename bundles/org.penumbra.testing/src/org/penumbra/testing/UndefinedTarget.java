package org.penumbra.testing;

import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Two coordinates whose log density is NaN everywhere, which is the fault of the second site. */
final class UndefinedTarget implements Target {

    static final String SITE = "x2";

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public double logDensity(double[] x) {
        return Double.NaN;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        gradient[0] = -x[0];
        gradient[1] = Double.NaN;
        return Double.NaN;
    }

    @Override
    public SiteMap sites() {
        return new KnownGaussian.RealSites(2);
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        x[0] = random.nextGaussian();
        x[1] = random.nextGaussian();
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return List.of(new Contribution("x1", -0.5 * x[0] * x[0], ""), new Contribution(SITE, Double.NaN, ""));
    }

    @Override
    public Target fork() {
        return this;
    }
}
