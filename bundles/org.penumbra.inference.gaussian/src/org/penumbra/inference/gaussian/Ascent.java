package org.penumbra.inference.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Bulk;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.GuideDraws;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.math.RandomStream;

/**
 * The loop that the rules share: a batch of draws, their scores, the next normal. Iteration t draws from the stream
 * number t, so that a run can go on anywhere. CONVERGED when {@link Settling#drift()} is below the tolerance.
 */
final class Ascent {

    private static final int VERSION = 1;
    private static final long STEPS_STREAM = 0x4e4f524d53544550L;
    private static final long DRAWS_STREAM = 0x4e4f524d44524157L;
    private static final int DRAWS_WHEN_CANCELLED = 100;
    /** So many iterations without a move, each with draws half as far, will not be cured by more. */
    private static final int REFUSED_LIMIT = 60;
    /** Where the curvature at the start says nothing. */
    private static final double START_SCALE = 0.1;
    private static final int TRACE = 10_000;
    private static final int BETWEEN_CHECKPOINTS = 20;

    /**
     * @param name of the algorithm, for messages
     * @param iterations planned
     * @param tolerance of the drift
     * @param draws at the end
     */
    record Plan(String name, long iterations, double tolerance, int draws) {
    }

    private final Plan plan;
    private final Target target;
    private final FitContext context;
    private final Rule rule;
    private final Batch batch;
    private final Evaluations evaluations;
    private final Bulk begin;
    private final Normal normal;
    private final Settling settling;
    private final RandomStream random;
    private final double[] shift;
    private final double[][] covariance;
    private final long stride;
    private double[] trace = new double[64];
    private int traced;
    private long iteration;
    private int refused;
    private int refusedInARow;

    Ascent(Plan plan, Target target, FitContext context, Rule rule, Batch batch) {
        int n = target.dimension();
        this.plan = plan;
        this.target = target;
        this.context = context;
        this.rule = rule;
        this.batch = batch;
        this.evaluations = new Evaluations(target, context.workers());
        this.begin = Bulk.begin(target, context, Initialization.MEDIAN);
        this.normal = new Normal(begin.point(), begin.scales(evaluations, context, START_SCALE));
        this.settling = new Settling(n);
        this.random = context.random().stream(STEPS_STREAM);
        this.shift = new double[n];
        this.covariance = new double[n][n];
        this.stride = Math.ceilDiv(plan.iterations(), (long) TRACE);
        StateReader.unfinished(context).ifPresent(this::restore);
    }

    FitResult fit() {
        Status end = run();
        double[] state = state();
        DenseNormal guide = settling.answer(normal);
        int draws = end == Status.CANCELLED ? Math.min(plan.draws(), DRAWS_WHEN_CANCELLED) : plan.draws();
        GuideDraws last = GuideDraws.take(target, guide, draws, context.random().stream(DRAWS_STREAM),
                context.workers());
        List<Finding> findings = new ArrayList<>(findings(end));
        findings.addAll(last.findings());
        return new FitResult(end, guide, last.draws(), trace(), last.elbo(), iteration, state, findings);
    }

    private Status run() {
        while (iteration < plan.iterations()) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            if (iteration % BETWEEN_CHECKPOINTS == 0) {
                context.checkpoint(this::state);
            }
            boolean settled = iterate();
            context.progress().report(iteration, plan.iterations(), batch.elbo);
            if (settled) {
                return Status.CONVERGED;
            }
            if (refusedInARow >= REFUSED_LIMIT) {
                return Status.FAILED;
            }
        }
        return Status.BUDGET_SPENT;
    }

    private boolean iterate() {
        batch.draw(normal, random.stream(iteration), evaluations);
        iteration++;
        boolean moved = batch.count >= 2;
        if (moved) {
            rule.next(batch.z, batch.h, batch.count, iteration, shift, covariance);
            moved = normal.move(shift, covariance);
        }
        refused += moved ? 0 : 1;
        refusedInARow = moved ? 0 : refusedInARow + 1;
        if (!moved) {
            normal.shrink(0.5);
            return false;
        }
        record();
        return settling.add(normal, iteration) && settling.drift() < plan.tolerance();
    }

    private void record() {
        if (iteration % stride == 0) {
            trace = traced == trace.length ? Arrays.copyOf(trace, 2 * traced) : trace;
            trace[traced++] = batch.elbo;
        }
    }

    /** Iterations that did not move are left out, so that numbers count those that did. */
    private FitResult.Trace trace() {
        long[] numbers = new long[traced];
        Arrays.setAll(numbers, i -> (i + 1) * stride);
        return new FitResult.Trace(numbers, Arrays.copyOf(trace, traced));
    }

    private List<Finding> findings(Status end) {
        List<Finding> findings = new ArrayList<>();
        findings.add(switch (end) {
            case CONVERGED -> new Finding(Trust.GOOD, "The normal came to rest after " + iteration
                    + " iterations: over the last half of them no mean moved by more than "
                    + number(settling.drift()) + " standard deviations.");
            case CANCELLED -> new Finding(Trust.DISTRUST, "The fit was cancelled after " + iteration
                    + " iterations and had not come to rest.");
            case FAILED -> new Finding(Trust.DISTRUST, "No next normal could be found " + refusedInARow
                    + " times in a row, although the draws were taken ever nearer to the mean: the log density or its "
                    + "gradient is not a finite number there. Start elsewhere, or use SVI.");
            case BUDGET_SPENT -> spent();
        });
        if (refused > 0 && end != Status.FAILED) {
            findings.add(new Finding(refused > iteration / 20 ? Trust.DISTRUST : Trust.CAUTION, refused + " of "
                    + iteration + " iterations gave no next normal, as the log density was not a finite number at the "
                    + "draws or the moments were not those of a normal; the fit may not see all of the posterior."));
        }
        return findings;
    }

    private Finding spent() {
        double drift = settling.drift();
        String more = "take more iterations (" + 4 * plan.iterations() + ", say).";
        if (Double.isInfinite(drift)) {
            return new Finding(Trust.CAUTION, "With " + iteration
                    + " iterations one cannot tell whether the fit has settled; take at least 100.");
        }
        return new Finding(drift > 10 * plan.tolerance() ? Trust.DISTRUST : Trust.CAUTION, "The normal has not come "
                + "to rest: over the last half of " + iteration + " iterations a mean moved by up to " + number(drift)
                + " standard deviations, or a standard deviation by that share; " + more);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2g", value);
    }

    private double[] state() {
        if (!begin.isReached()) {
            return StateWriter.beginning(VERSION);
        }
        StateWriter state = new StateWriter(VERSION).add(iteration).add(refused).add(refusedInARow).add(traced)
                .add(Arrays.copyOf(trace, traced));
        normal.save(state);
        settling.save(state);
        return state.state();
    }

    private void restore(double[] earlier) {
        StateReader state = new StateReader(plan.name(), VERSION, earlier);
        iteration = state.nextLong();
        refused = state.nextInt();
        refusedInARow = state.nextInt();
        traced = state.nextInt();
        trace = new double[Math.max(64, traced)];
        double[] recorded = new double[traced];
        state.next(recorded);
        System.arraycopy(recorded, 0, trace, 0, traced);
        normal.restore(state);
        settling.restore(state);
        state.end();
    }
}
