package org.penumbra.inference.auto;

import java.util.List;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.AffineMap;
import org.penumbra.math.RandomStream;

/** A target seen in the coordinates u of an {@link AffineMap}. */
final class AffineTarget implements Target {

    private final Target target;
    private final AffineMap affine;
    private final double[] x;
    private final double[] inner;

    AffineTarget(Target target, AffineMap affine) {
        this.target = target;
        this.affine = affine;
        this.x = new double[target.dimension()];
        this.inner = new double[target.dimension()];
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public double logDensity(double[] u) {
        affine.toPoint(u, x);
        return target.logDensity(x) + affine.logDeterminant();
    }

    @Override
    public double logDensityAndGradient(double[] u, double[] gradient) {
        affine.toPoint(u, x);
        double value = target.logDensityAndGradient(x, inner) + affine.logDeterminant();
        affine.pullBack(inner, gradient);
        return value;
    }

    @Override
    public SiteMap sites() {
        return new AffineSites(target.sites(), affine);
    }

    /** Summed out as before; nobody asks for them in these coordinates. */
    @Override
    public DiscreteSites discreteSites() {
        return DiscreteSites.NONE;
    }

    @Override
    public void samplePrior(RandomStream random, double[] u) {
        target.samplePrior(random, x);
        affine.fromPoint(x, u);
    }

    @Override
    public void sampleLatents(RandomStream random, double[] u) {
        affine.toPoint(u, x);
        target.sampleLatents(random, x);
        affine.fromPoint(x, u);
    }

    @Override
    public List<Contribution> contributions(double[] u) {
        affine.toPoint(u, x);
        return target.contributions(x);
    }

    @Override
    public Target fork() {
        return new AffineTarget(target.fork(), affine);
    }

    private record AffineSites(SiteMap inner, AffineMap affine, double[] x) implements SiteMap {

        AffineSites(SiteMap inner, AffineMap affine) {
            this(inner, affine, new double[affine.dimension()]);
        }

        @Override
        public List<Site> sites() {
            return inner.sites();
        }

        @Override
        public int valueCount() {
            return inner.valueCount();
        }

        @Override
        public void constrain(double[] u, double[] values) {
            affine.toPoint(u, x);
            inner.constrain(x, values);
        }

        @Override
        public void unconstrain(double[] values, double[] u) {
            inner.unconstrain(values, x);
            affine.fromPoint(x, u);
        }
    }
}
