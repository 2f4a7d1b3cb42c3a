package org.penumbra.inference.particles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Status;
import org.penumbra.inference.ascent.Bulk;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/**
 * The iterations of SVGD, and what they say at the end. The metric is renewed at iterations 0, 10, 20, 40, 80 and so
 * on, ever more rarely, so that the particles can come to rest.
 *
 * <p>The trace is the mean log density of the particles. {@code steinVariance}: under the target the mean of
 * (x - mean) times the gradient is -1 in every coordinate (Stein's identity); for a normal target its size is the share
 * of the variance that the particles have, so the smallest of all coordinates tells of a collapse.
 */
final class SvgdRun {

    private static final int VERSION = 1;
    private static final int FIRST_RENEWAL = 10;
    private static final int BETWEEN_CHECKPOINTS = 10;
    private static final double SMALL_P = 0.01;
    private static final double NARROW = 0.7;

    private final Swarm swarm;
    private final long planned;
    private final double tolerance;
    private final Bulk begin;
    private final FitContext context;
    private double[] trace = new double[64];
    private int steps;
    private double motion = Double.POSITIVE_INFINITY;

    SvgdRun(Swarm swarm, Svgd.Options options, Bulk begin, FitContext context) {
        this.begin = begin;
        this.swarm = swarm;
        this.planned = options.iterations();
        this.tolerance = options.tolerance();
        this.context = context;
        StateReader.unfinished(context).ifPresent(this::restore);
        swarm.evaluate();
    }

    Status run() {
        if (!Arrays.stream(swarm.logP).allMatch(Double::isFinite)) {
            return Status.FAILED;
        }
        while (steps < planned) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            if (steps % BETWEEN_CHECKPOINTS == 0) {
                context.checkpoint(this::state);
            }
            if (isRenewal(steps)) {
                swarm.refreshMetric();
            }
            motion = swarm.iterate();
            trace = steps == trace.length ? Arrays.copyOf(trace, 2 * steps) : trace;
            trace[steps++] = Arrays.stream(swarm.logP).average().orElseThrow();
            context.progress().report(steps, planned, trace[steps - 1]);
            if (motion < tolerance && steps > FIRST_RENEWAL) {
                return Status.CONVERGED;
            }
        }
        return Status.BUDGET_SPENT;
    }

    private static boolean isRenewal(int iteration) {
        int times = iteration / FIRST_RENEWAL;
        return iteration % FIRST_RENEWAL == 0 && Integer.bitCount(times) <= 1;
    }

    List<Finding> findings(Status end, SteinDiscrepancy discrepancy, SiteMap sites) {
        List<Finding> findings = new ArrayList<>();
        findings.add(switch (end) {
            case CONVERGED -> new Finding(Trust.GOOD, "The particles came to rest after " + steps + " iterations.");
            case CANCELLED -> new Finding(Trust.DISTRUST, "The particles were cancelled on their way, after " + steps
                    + " iterations.");
            case FAILED -> new Finding(Trust.DISTRUST, "The log density is not a finite number at some of the starting "
                    + "points, however near to each other; start elsewhere.");
            case BUDGET_SPENT -> new Finding(motion < 10 * tolerance ? Trust.CAUTION : Trust.DISTRUST,
                    String.format(Locale.ROOT, "The particles had not come to rest after %d iterations (they still move"
                    + " by %.2g standard deviations per unit step): take more.", steps, motion));
        });
        if (end == Status.FAILED) {
            return findings;
        }
        if (discrepancy.pValue() < SMALL_P) {
            findings.add(new Finding(Trust.DISTRUST, "The particles differ from draws of the posterior by more than "
                    + "chance (kernel Stein discrepancy, p below 0.01)."));
        }
        double[] shares = shares();
        int narrowest = narrowest(shares);
        if (!(shares[narrowest] > NARROW)) {
            findings.add(new Finding(shares[narrowest] > 0.5 * NARROW ? Trust.CAUTION : Trust.DISTRUST,
                    String.format(Locale.ROOT, "The particles are too narrow: by Stein's identity they have about "
                    + "%.0f %% of the variance of %s. Take more particles; in many dimensions use a guide instead.",
                    100 * Math.max(shares[narrowest], 0), sites.coordinateName(narrowest))));
        }
        return findings;
    }

    private double[] shares() {
        double[] shares = new double[swarm.n];
        for (int k = 0; k < swarm.n; k++) {
            double mean = 0;
            for (double[] x : swarm.x) {
                mean += x[k] / swarm.m;
            }
            for (int i = 0; i < swarm.m; i++) {
                shares[k] -= (swarm.x[i][k] - mean) * swarm.gradients[i][k] / swarm.m;
            }
        }
        return shares;
    }

    private static int narrowest(double[] shares) {
        int narrowest = 0;
        for (int k = 1; k < shares.length; k++) {
            narrowest = shares[k] < shares[narrowest] ? k : narrowest;
        }
        return narrowest;
    }

    double narrowest() {
        double[] shares = shares();
        return shares[narrowest(shares)];
    }

    int steps() {
        return steps;
    }

    FitResult.Trace trace() {
        long[] numbers = new long[steps];
        Arrays.setAll(numbers, i -> i + 1L);
        return new FitResult.Trace(numbers, Arrays.copyOf(trace, steps));
    }

    double[] state() {
        if (!begin.isReached()) {
            return StateWriter.beginning(VERSION);
        }
        StateWriter state = new StateWriter(VERSION).add(steps).add(motion).add(Arrays.copyOf(trace, steps));
        swarm.save(state);
        return state.state();
    }

    private void restore(double[] earlier) {
        StateReader state = new StateReader("SVGD", VERSION, earlier);
        steps = state.nextInt();
        motion = state.next();
        double[] recorded = new double[steps];
        state.next(recorded);
        trace = Arrays.copyOf(recorded, Math.max(64, steps));
        swarm.restore(state);
        state.end();
    }
}
