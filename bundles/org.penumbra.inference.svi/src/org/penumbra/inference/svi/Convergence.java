package org.penumbra.inference.svi;

import java.util.Locale;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.Guide;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;

/**
 * The criterion by which SVI calls a fit converged. It looks at two windows, the last fifth of the planned steps and
 * the fifth before it, and holds when all of these do:
 * <ol>
 * <li><b>Enough steps:</b> each window has at least {@value #FEWEST} defined steps.
 * <li><b>Level objective:</b> the mean objectives of the windows differ by at most {@value #Z} standard errors of the
 *     difference, or by at most {@value #SMALL_RISE} nats, which a falling learning rate alone brings about (for a
 *     point guide, whose objective has no noise: by at most {@value #POINT_RISE}).
 * <li><b>No slope left:</b> no component of the mean gradient over the last window exceeds
 *     {@code sqrt(2 log(2 p / 0.01))} of its standard errors for p parameters, which by the tail bound of the normal
 *     and Bonferroni's gives a false alarm in at most 1 % of fits. This catches a learning rate so small that the
 *     objective only seems level. (Point guide: relative gradient of Dennis and Schnabel 1983, below
 *     {@value #POINT_SLOPE}.)
 * <li><b>At rest:</b> between the mean parameters of the window before the last and the answer, no free coordinate
 *     moves by more than {@value #DRIFT} standard deviations of the guide, nor does its standard deviation change by
 *     more than that share. (Point guide: {@value #DRIFT} / 100 of 1 or the coordinate, whichever is larger.)
 * </ol>
 */
final class Convergence {

    static final int FEWEST = 20;
    static final double Z = 2.6;
    static final double SMALL_RISE = 0.25;
    static final double DRIFT = 0.2;
    private static final double SLOPE_FALSE_ALARM = 0.01;
    private static final double POINT_RISE = 0.01;
    private static final double POINT_SLOPE = 1e-4;
    /** A rise over one window by more than this many nats makes the answer itself doubtful. */
    private static final double LARGE_RISE = 1;

    private final Guide guide;
    private final Windows windows;
    private final long steps;

    private Convergence(Guide guide, Windows windows, long steps) {
        this.guide = guide;
        this.windows = windows;
        this.steps = steps;
    }

    /** Whether the criterion holds, and why or why not, in plain words. */
    record Verdict(boolean converged, Finding finding) {
    }

    /**
     * @param guide at the answer; unchanged on return
     * @param steps done
     */
    static Verdict judge(Guide guide, Windows windows, long steps, RandomStream random) {
        return new Convergence(guide, windows, steps).judge(random);
    }

    private Verdict judge(RandomStream random) {
        if (Math.min(windows.older().count(), windows.newer().count()) < FEWEST) {
            return no(Trust.CAUTION, "With " + steps + " steps one cannot tell whether the fit has settled; take at "
                    + "least 100, better 1000.");
        }
        double rise = windows.newer().meanObjective() - windows.older().meanObjective();
        if (Math.abs(rise) > riseError()) {
            return rise > 0 ? rising(rise) : falling(-rise);
        }
        if (hasSlope()) {
            return no(Trust.CAUTION, name() + " looks level, but its gradient still points one way: the fit creeps. "
                    + "Take more steps or a larger learning rate.");
        }
        double drift = Drift.between(guide, windows.older(), random);
        if (!(drift <= (guide.isDistribution() ? DRIFT : DRIFT / 100))) {
            return unsteady(drift);
        }
        return new Verdict(true, new Finding(Trust.GOOD, name() + " and parameters were steady over the last "
                + 2 * windows.length() + " of " + steps + " steps."));
    }

    private double riseError() {
        double error = Math.hypot(windows.older().objectiveError(), windows.newer().objectiveError());
        return guide.isDistribution() ? Math.max(Z * error, SMALL_RISE) : POINT_RISE;
    }

    private boolean hasSlope() {
        OnlineMoments gradient = windows.newer().gradient();
        int size = gradient.size();
        double limit = Math.sqrt(2 * StrictMath.log(2 * size / SLOPE_FALSE_ALARM));
        double[] parameters = guide.parameters();
        boolean slope = false;
        for (int i = 0; i < size; i++) {
            double mean = Math.abs(gradient.mean(i));
            slope |= guide.isDistribution() ? mean > limit * gradient.standardError(i)
                    : mean * Math.max(Math.abs(parameters[i]), 1) > POINT_SLOPE * objectiveSize();
        }
        return slope;
    }

    private double objectiveSize() {
        return Math.max(Math.abs(windows.newer().meanObjective()), 1);
    }

    private Verdict rising(double rise) {
        return no(rise > LARGE_RISE ? Trust.DISTRUST : Trust.CAUTION, name() + " was still rising, by "
                + number(rise) + " over the last " + windows.length() + " of " + steps + " steps: take more steps ("
                + 4 * steps + ", say) or a larger learning rate.");
    }

    private Verdict falling(double fall) {
        return no(fall > LARGE_RISE ? Trust.DISTRUST : Trust.CAUTION, name() + " fell towards the end, by "
                + number(fall) + " over the last " + windows.length() + " of " + steps
                + " steps: the steps are too large; lower the learning rate.");
    }

    private Verdict unsteady(double drift) {
        String unit = guide.isDistribution() ? " posterior standard deviations" : " (relative to its size)";
        return no(Trust.CAUTION, "The parameters have not come to rest: over the last " + 2 * windows.length() + " of "
                + steps + " steps one moved by " + number(drift) + unit + ". Let the learning rate fall (schedule = "
                + "cosine of the optimiser), take more steps, or set average = true.");
    }

    private static Verdict no(Trust trust, String message) {
        return new Verdict(false, new Finding(trust, message));
    }

    private String name() {
        return guide.isDistribution() ? "The objective (ELBO)" : "The objective (log density)";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2g" : "%.0f", value);
    }
}
