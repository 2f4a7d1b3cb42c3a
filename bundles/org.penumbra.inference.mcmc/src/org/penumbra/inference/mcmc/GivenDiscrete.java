package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.core.Workers;
import org.penumbra.inference.DiscreteCoordinates;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The continuous coordinates of a target, its discrete ones being what they were set to. */
final class GivenDiscrete implements Target {

    private final Target whole;
    private final DiscreteCoordinates discrete;
    private final int n;
    /** All coordinates; the last ones are what is given. */
    private final double[] all;
    private final double[] derivatives;

    GivenDiscrete(Target whole) {
        this.whole = whole;
        this.discrete = whole.discrete().orElseThrow();
        this.n = whole.dimension() - discrete.count();
        this.all = new double[whole.dimension()];
        this.derivatives = new double[whole.dimension()];
        for (int element = 0; element < discrete.count(); element++) {
            all[n + element] = discrete.low(element);
        }
    }

    DiscreteCoordinates elements() {
        return discrete;
    }

    /** The discrete coordinates as they are now, a new array. */
    double[] given() {
        double[] given = new double[all.length - n];
        System.arraycopy(all, n, given, 0, given.length);
        return given;
    }

    void give(double[] values) {
        System.arraycopy(values, 0, all, n, values.length);
    }

    void give(int element, int value) {
        all[n + element] = value;
    }

    /** All coordinates where the continuous ones are here; read only, until the next call. */
    double[] with(double[] x) {
        System.arraycopy(x, 0, all, 0, n);
        return all;
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public double logDensity(double[] x) {
        return whole.logDensity(with(x));
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double density = whole.logDensityAndGradient(with(x), derivatives);
        System.arraycopy(derivatives, 0, gradient, 0, n);
        return density;
    }

    @Override
    public long cost() {
        return whole.cost();
    }

    /** Draws all sites; those that are given stay. */
    @Override
    public void samplePrior(RandomStream random, double[] x) {
        double[] drawn = new double[all.length];
        whole.samplePrior(random, drawn);
        System.arraycopy(drawn, 0, x, 0, n);
    }

    /** Draws all sites, those too that are given from then on. */
    void drawAll(RandomStream random, double[] x) {
        whole.samplePrior(random, all);
        System.arraycopy(all, 0, x, 0, n);
        for (int element = 0; element < discrete.count(); element++) {
            double value = Math.rint(all[n + element]);
            all[n + element] = Math.clamp(value, discrete.low(element), discrete.high(element));
        }
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return whole.contributions(with(x));
    }

    @Override
    public Target fork() {
        GivenDiscrete fork = new GivenDiscrete(whole.fork());
        fork.give(given());
        return fork;
    }

    @Override
    public Target withWorkers(Workers workers) {
        GivenDiscrete other = new GivenDiscrete(whole.withWorkers(workers));
        other.give(given());
        return other;
    }

    @Override
    public SiteMap sites() {
        return new Continuous();
    }

    private final class Continuous implements SiteMap {

        @Override
        public List<Site> sites() {
            return whole.sites().sites().stream().filter(site -> site.freeOffset() < n).toList();
        }

        @Override
        public int valueCount() {
            return whole.sites().valueCount();
        }

        @Override
        public void constrain(double[] x, double[] values) {
            whole.sites().constrain(with(x), values);
        }

        @Override
        public void unconstrain(double[] values, double[] x) {
            double[] every = new double[all.length];
            whole.sites().unconstrain(values, every);
            System.arraycopy(every, 0, x, 0, n);
        }
    }
}
