package org.penumbra.inference.parts;

import java.util.List;
import java.util.Optional;
import org.penumbra.inference.FactorGraph;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** A target as a function of some of its coordinates, the others held where they are. */
public final class Slice implements Target {

    private final Target whole;
    private final int[] coordinates;
    private final List<SiteMap.Site> sites;
    private final double[] at;
    private final double[] gradientOfWhole;
    private final double[] draw;

    /**
     * @param coordinates those of {@code sites}, ascending
     * @param sites with coordinates of their own
     * @param at n coordinates with those that are held; copied
     */
    public Slice(Target whole, int[] coordinates, List<SiteMap.Site> sites, double[] at) {
        this.whole = whole;
        this.coordinates = coordinates;
        this.sites = sites;
        this.at = at.clone();
        this.gradientOfWhole = new double[at.length];
        this.draw = new double[at.length];
    }

    @Override
    public int dimension() {
        return coordinates.length;
    }

    @Override
    public double logDensity(double[] x) {
        return whole.logDensity(filled(x));
    }

    private double[] filled(double[] x) {
        for (int i = 0; i < coordinates.length; i++) {
            at[coordinates[i]] = x[i];
        }
        return at;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double value = whole.logDensityAndGradient(filled(x), gradientOfWhole);
        pick(gradientOfWhole, gradient);
        return value;
    }

    private void pick(double[] from, double[] to) {
        for (int i = 0; i < coordinates.length; i++) {
            to[i] = from[coordinates[i]];
        }
    }

    @Override
    public SiteMap sites() {
        return SliceSites.of(whole.sites(), coordinates, sites, at);
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        System.arraycopy(at, 0, draw, 0, at.length);
        whole.sampleLatents(random, draw);
        pick(draw, x);
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return whole.contributions(filled(x));
    }

    @Override
    public long cost() {
        return whole.cost();
    }

    /** Factors that depend on nothing but what is held are constants. */
    @Override
    public Optional<FactorGraph> factorGraph() {
        return whole.factorGraph().map(graph -> new SliceGraph(graph, coordinates, at.clone()));
    }

    @Override
    public Target fork() {
        return new Slice(whole.fork(), coordinates, sites, at);
    }
}
