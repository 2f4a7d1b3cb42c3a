package org.penumbra.inference.cavi;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.GaussianFactors;
import org.penumbra.inference.conjugate.PowerGammaFactors;
import org.penumbra.math.RandomStream;

/**
 * Normal data with mean mu ~ N(0, 10^2) and precision tau ~ Gamma(2, 1) by hand (Bishop 2006, section 10.1.3): what the
 * compiler derives, without the compiler. Coordinates are mu and log tau; moments E mu, E mu^2, E log tau, E tau.
 */
final class NormalGamma implements Target, ConjugateForm {

    private static final double LOG_2_PI = Math.log(2 * Math.PI);
    private final double[] y;
    private final double sum;
    private final double squares;

    NormalGamma(double... y) {
        this.y = y;
        this.sum = Arrays.stream(y).sum();
        this.squares = Arrays.stream(y).map(v -> v * v).sum();
    }

    @Override
    public int size() {
        return 4;
    }

    @Override
    public List<FactorGroup> groups() {
        return List.of(new GaussianFactors("mu", 0, new int[][] {{0}}, 1, new int[] {0}),
                new PowerGammaFactors("tau", 2, 1, 1, 1));
    }

    @Override
    public boolean isExact() {
        return false;
    }

    @Override
    public boolean isAugmented() {
        return false;
    }

    @Override
    public double energy(double[] m) {
        return 0.5 * y.length * (m[2] - LOG_2_PI) - 0.5 * m[3] * (squares - 2 * m[0] * sum + y.length * m[1])
                - 0.5 * (LOG_2_PI + Math.log(100)) - 0.5 * m[1] / 100 + m[2] - m[3];
    }

    @Override
    public void natural(int group, double[] m, double[] natural) {
        if (group == 0) {
            natural[0] = m[3] * sum;
            natural[1] = -0.5 * (m[3] * y.length + 0.01);
        } else {
            natural[2] = 0.5 * y.length + 1;
            natural[3] = -0.5 * (squares - 2 * m[0] * sum + y.length * m[1]) - 1;
        }
    }

    @Override
    public int valueCount() {
        return 2;
    }

    @Override
    public double toFree(double[] values, double[] x) {
        x[0] = values[0];
        x[1] = Math.log(values[1]);
        return x[1];
    }

    @Override
    public NormalGamma fork() {
        return new NormalGamma(y);
    }

    @Override
    public Conjugacy conjugacy() {
        return Conjugacy.of(this);
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public double logDensity(double[] x) {
        double tau = Math.exp(x[1]);
        return energy(new double[] {x[0], x[0] * x[0], x[1], tau}) + x[1];
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        throw new UnsupportedOperationException("coordinate ascent takes no gradient");
    }

    @Override
    public SiteMap sites() {
        return new SiteMap() {
            @Override
            public List<Site> sites() {
                return List.of(new Site("mu", Site.Kind.LATENT, List.of(), "real", 0, 0, 1),
                        new Site("tau", Site.Kind.LATENT, List.of(), "positive", 1, 1, 1));
            }

            @Override
            public int valueCount() {
                return 2;
            }

            @Override
            public void constrain(double[] x, double[] values) {
                values[0] = x[0];
                values[1] = Math.exp(x[1]);
            }

            @Override
            public void unconstrain(double[] values, double[] x) {
                toFree(values, x);
            }
        };
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        throw new UnsupportedOperationException("nothing is drawn from the prior");
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return List.of();
    }
}
