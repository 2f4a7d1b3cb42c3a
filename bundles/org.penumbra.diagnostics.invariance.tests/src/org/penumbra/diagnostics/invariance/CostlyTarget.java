package org.penumbra.diagnostics.invariance;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Another target whose evaluations do not all cost the same, as those of a differential equation. */
final class CostlyTarget implements Target {

    private final Target target;
    private final ToDoubleFunction<double[]> wanted;
    private final long bound;
    private final AtomicLong total;
    private long effort;

    /** @param wanted numbers touched at a point, beyond those that are touched at every point */
    CostlyTarget(Target target, ToDoubleFunction<double[]> wanted) {
        this(target, wanted, Long.MAX_VALUE, new AtomicLong());
    }

    private CostlyTarget(Target target, ToDoubleFunction<double[]> wanted, long bound, AtomicLong total) {
        this.target = target;
        this.wanted = wanted;
        this.bound = bound;
        this.total = total;
    }

    /** What all forks have touched. */
    long total() {
        return total.get();
    }

    /** Whether the point is beyond the bound. */
    private boolean charge(double[] x) {
        double all = wanted.applyAsDouble(x);
        long touched = (long) Math.min(all, bound);
        effort += touched;
        total.addAndGet(touched + cost());
        return all > bound;
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public long effort() {
        return effort;
    }

    @Override
    public Target bounded(long most) {
        return new CostlyTarget(target.fork(), wanted, most, total);
    }

    @Override
    public double logDensity(double[] x) {
        return charge(x) ? Double.NaN : target.logDensity(x);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double value = target.logDensityAndGradient(x, gradient);
        return charge(x) ? Double.NaN : value;
    }

    @Override
    public SiteMap sites() {
        return target.sites();
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        target.samplePrior(random, x);
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return target.contributions(x);
    }

    @Override
    public Target fork() {
        return new CostlyTarget(target.fork(), wanted, Long.MAX_VALUE, total);
    }
}
