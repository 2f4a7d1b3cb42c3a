package org.penumbra.diagnostics.invariance;

import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * A target that counts what its evaluations cost, in units of what one costs among the draws, and takes points where
 * one costs very much more for undefined: there, where a differential equation takes a million steps, nobody looks for
 * mass, and climbs turn back. For one thread.
 */
final class Metered implements Target {

    /** Points that cost so many times as much as a draw count as undefined. */
    private static final double FORBIDDING = 30;

    private final Target target;
    private final double unit;
    private final double allowance;
    private double spent;

    /**
     * @param target a fork of it is used
     * @param unit what an evaluation among the draws touches
     * @param allowance units
     */
    Metered(Target target, double unit, double allowance) {
        this.target = target.bounded((long) Math.ceil(FORBIDDING * unit));
        this.unit = unit;
        this.allowance = allowance;
    }

    /** In units; by more than the allowance if the last evaluation was costly. */
    double spent() {
        return spent;
    }

    boolean isSpent() {
        return spent >= allowance;
    }

    /** What the last of some evaluations of a target touched. */
    static double touched(Target target, long effortBefore) {
        return target.cost() + (double) (target.effort() - effortBefore);
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public double logDensity(double[] x) {
        long before = target.effort();
        return charged(target.logDensity(x), before);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        long before = target.effort();
        return charged(target.logDensityAndGradient(x, gradient), before);
    }

    private double charged(double value, long effortBefore) {
        double units = touched(target, effortBefore) / unit;
        spent += units;
        return units > FORBIDDING ? Double.NaN : value;
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

    /** With an allowance of its own, as large. */
    @Override
    public Target fork() {
        return new Metered(target, unit, allowance);
    }
}
