package org.penumbra.flows;

import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

/** Densities that no normal fits. */
abstract class Shapes implements Target {

    private final int dimension;

    private Shapes(int dimension) {
        this.dimension = dimension;
    }

    /** x1 standard normal, x2 given x1 normal around x1^2 - 1 with a deviation of 0.3. */
    static Target banana() {
        return new Shapes(2) {
            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                double off = (x[1] - x[0] * x[0] + 1) / 0.3;
                gradient[0] = -x[0] + 2 * x[0] * off / 0.3;
                gradient[1] = -off / 0.3;
                return -0.5 * (x[0] * x[0] + off * off) - StrictMath.log(2 * Math.PI * 0.3);
            }
        };
    }

    /** Neal's funnel (2003, "Slice sampling"): x1 normal with deviation 3, the others with deviation exp(x1 / 2). */
    static Target funnel(int dimension) {
        return new Shapes(dimension) {
            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                double v = x[0];
                double value = -v * v / 18 - StrictMath.log(3) - 0.5 * dimension * StrictMath.log(2 * Math.PI);
                gradient[0] = -v / 9;
                for (int i = 1; i < dimension; i++) {
                    double square = x[i] * x[i] * StrictMath.exp(-v);
                    value -= 0.5 * (square + v);
                    gradient[0] += 0.5 * (square - 1);
                    gradient[i] = -x[i] * StrictMath.exp(-v);
                }
                return value;
            }
        };
    }

    /** Two sickles on a ring of radius 2 (Rezende and Mohamed 2015, figure 3, U1), not normalised. */
    static Target twoMoons() {
        return new Shapes(2) {
            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                double radius = StrictMath.hypot(x[0], x[1]);
                double ring = (radius - 2) / 0.4;
                double right = -0.5 * StrictMath.pow((x[0] - 2) / 0.6, 2);
                double left = -0.5 * StrictMath.pow((x[0] + 2) / 0.6, 2);
                double larger = Math.max(right, left);
                double sides = larger + StrictMath.log(StrictMath.exp(right - larger) + StrictMath.exp(left - larger));
                double weight = StrictMath.exp(right - sides);
                gradient[0] = -ring / 0.4 * x[0] / radius - (weight * (x[0] - 2) + (1 - weight) * (x[0] + 2)) / 0.36;
                gradient[1] = -ring / 0.4 * x[1] / radius;
                return -0.5 * ring * ring + sides;
            }
        };
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double logDensity(double[] x) {
        return logDensityAndGradient(x, new double[dimension]);
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
        return List.of(new Contribution("all", logDensity(x), ""));
    }

    @Override
    public Target fork() {
        return this;
    }
}
