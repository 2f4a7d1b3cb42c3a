package org.penumbra.inference;

import java.util.Arrays;
import java.util.List;
import org.penumbra.math.RandomStream;

/** Two coordinates: a scalar site {@code a} and a site {@code b}; subclasses decide where the density is defined. */
abstract class SmallTarget implements Target {
    int evaluations;

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public double logDensity(double[] x) {
        return logDensityAndGradient(x, new double[2]);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        evaluations++;
        Arrays.setAll(gradient, i -> slope(i, x));
        return contributions(x).stream().mapToDouble(Contribution::logDensity).sum();
    }

    double slope(int i, double[] x) {
        return -x[i];
    }

    @Override
    public SiteMap sites() {
        List<SiteMap.Site> sites = List.of(
                new SiteMap.Site("a", SiteMap.Site.Kind.LATENT, List.of(), "real", 0, 0, 1),
                new SiteMap.Site("b", SiteMap.Site.Kind.LATENT, List.of(1), "real", 1, 1, 1));
        return new SiteMap() {
            @Override
            public List<Site> sites() {
                return sites;
            }

            @Override
            public int valueCount() {
                return 2;
            }

            @Override
            public void constrain(double[] x, double[] values) {
                System.arraycopy(x, 0, values, 0, 2);
            }

            @Override
            public void unconstrain(double[] values, double[] x) {
                System.arraycopy(values, 0, x, 0, 2);
            }
        };
    }

    /** Coordinates that are normal with means 10 and -10. */
    @Override
    public void samplePrior(RandomStream random, double[] x) {
        x[0] = 10 + random.nextGaussian();
        x[1] = -10 + random.nextGaussian();
    }

    @Override
    public Target fork() {
        return this;
    }
}
