package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The posterior in the coordinates of a guide's noise z (Hoffman et al. 2019, "NeuTra-lizing bad geometry", equation
 * 5): log p(f(z)) + log |det df/dz|, which is that of a standard normal as far as the guide fits.
 */
final class BaseTarget implements Target {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    /** Makes guides with the fitted parameters, one for each thread. */
    interface Guides {
        DifferentiableGuide create();
    }

    private final Target target;
    private final Guides guides;
    private final DifferentiableGuide guide;
    private final double[] noise;
    private final double[] x;
    private final double[] slope;

    BaseTarget(Target target, Guides guides) {
        int n = target.dimension();
        this.target = target;
        this.guides = guides;
        this.guide = guides.create();
        this.noise = new double[n];
        this.x = new double[n];
        this.slope = new double[n];
    }

    @Override
    public int dimension() {
        return x.length;
    }

    /** log |det df/dz|, with f(z) in {@link #x}. */
    private double place(double[] z) {
        System.arraycopy(z, 0, noise, 0, z.length);
        double logNoise = -z.length * HALF_LOG_TWO_PI;
        for (double one : z) {
            logNoise -= 0.5 * one * one;
        }
        return logNoise - guide.transform(noise, x);
    }

    @Override
    public double logDensity(double[] z) {
        double volume = place(z);
        return target.logDensity(x) + volume;
    }

    @Override
    public double logDensityAndGradient(double[] z, double[] gradient) {
        double volume = place(z);
        double value = target.logDensityAndGradient(x, slope) + volume;
        guide.pullBackToNoise(noise, slope, gradient);
        return value;
    }

    /**
     * The draw in the coordinates of the target.
     *
     * @param into n numbers, overwritten
     * @return the log density of the target there, for a log density of this one
     */
    double toPoint(double[] z, double logDensity, double[] into) {
        double volume = place(z);
        System.arraycopy(x, 0, into, 0, x.length);
        return logDensity - volume;
    }

    @Override
    public long cost() {
        return target.cost() + x.length;
    }

    @Override
    public SiteMap sites() {
        return target.sites();
    }

    @Override
    public void samplePrior(RandomStream random, double[] z) {
        for (int i = 0; i < z.length; i++) {
            z[i] = random.nextGaussian();
        }
    }

    @Override
    public List<Contribution> contributions(double[] z) {
        place(z);
        return target.contributions(x);
    }

    @Override
    public Target fork() {
        return new BaseTarget(target.fork(), guides);
    }
}
