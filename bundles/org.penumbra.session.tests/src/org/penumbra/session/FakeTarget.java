package org.penumbra.session;

import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** A standard normal in one free coordinate: a positive site exp(x), and a deterministic pair, 2 and 3 times that. */
final class FakeTarget implements Target {

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public double logDensity(double[] x) {
        return -0.5 * x[0] * x[0] - 0.5 * Math.log(2 * Math.PI);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        gradient[0] = -x[0];
        return logDensity(x);
    }

    @Override
    public SiteMap sites() {
        return new Sites();
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        x[0] = random.nextGaussian();
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return List.of(new Contribution("scale", logDensity(x), ""));
    }

    @Override
    public Target fork() {
        return new FakeTarget();
    }

    /** One latent and one deterministic site. */
    private static final class Sites implements SiteMap {
        @Override
        public List<Site> sites() {
            return List.of(new Site("scale", Site.Kind.LATENT, List.of(), "positive", 0, 0, 1),
                    new Site("twice", Site.Kind.DETERMINISTIC, List.of(2), "real", 1, -1, 0));
        }

        @Override
        public int valueCount() {
            return 3;
        }

        @Override
        public void constrain(double[] x, double[] values) {
            values[0] = Math.exp(x[0]);
            values[1] = 2 * values[0];
            values[2] = 3 * values[0];
        }

        @Override
        public void unconstrain(double[] values, double[] x) {
            x[0] = Math.log(values[0]);
        }
    }
}
