package org.penumbra.registry;

import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** N((1, -2), diag(0.5^2, 2^2)), normalised: its log evidence is 0. */
final class NormalTarget implements Target {
    static final double[] MEAN = {1, -2};
    static final double[] SD = {0.5, 2};

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
        double value = -StrictMath.log(2 * Math.PI);
        for (int i = 0; i < 2; i++) {
            double z = (x[i] - MEAN[i]) / SD[i];
            value -= z * z / 2 + StrictMath.log(SD[i]);
            gradient[i] = -z / SD[i];
        }
        return value;
    }

    @Override
    public SiteMap sites() {
        throw new UnsupportedOperationException("the plug-ins under test ask for no sites");
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        x[0] = random.nextGaussian();
        x[1] = random.nextGaussian();
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return List.of(new Contribution("x", logDensity(x), ""));
    }

    @Override
    public Target fork() {
        return this;
    }
}
