package org.penumbra.inference.particles;

import java.util.Arrays;
import java.util.Locale;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Status;
import org.penumbra.inference.ascent.Bulk;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;

/**
 * The ascent of DAIS. Step t draws from the stream number t, so that a run can go on anywhere. CONVERGED when over the
 * last two fifths of the planned steps (a fifth has at least {@value #FEWEST}) the mean bounds of the fifths differ by
 * at most 2.6 standard errors or 0.1 nats, and no component of the mean gradient over the last fifth exceeds
 * {@code sqrt(2 log(2 p / 0.01))} of its standard errors for p parameters, a false alarm in 1 % of fits. The answer is
 * the mean of the parameters over the last fifth.
 */
final class DaisRun {

    private static final int VERSION = 1;
    private static final long STREAM = 0x4441495353544550L;
    private static final int FEWEST = 20;
    private static final int UNDEFINED_LIMIT = 100;
    private static final int TRACE = 10_000;
    private static final int BETWEEN_CHECKPOINTS = 100;
    private static final double LARGEST_GRADIENT = 1e150;

    private final Chains chains;
    private final AnnealedParameters parameters;
    private final Optimizer.Updater updater;
    private final long planned;
    private final Bulk begin;
    private final FitContext context;
    private final RandomStream random;
    private final double[] gradient;
    private final OnlineMoments older = new OnlineMoments(1);
    private final OnlineMoments newer = new OnlineMoments(1);
    private final OnlineMoments slope;
    private final OnlineMoments average;
    private final long stride;
    private double[] trace = new double[64];
    private int traced;
    private long step;
    private long skipped;
    private int skippedInARow;

    DaisRun(Chains chains, long planned, Bulk begin, FitContext context) {
        this.begin = begin;
        this.chains = chains;
        this.parameters = chains.parameters();
        this.planned = planned;
        this.context = context;
        int size = parameters.values().length;
        this.updater = context.optimizer(size, planned);
        this.random = context.random().stream(STREAM);
        this.gradient = new double[size];
        this.slope = new OnlineMoments(size);
        this.average = new OnlineMoments(size);
        this.stride = Math.ceilDiv(planned, (long) TRACE);
        StateReader.unfinished(context).ifPresent(this::restore);
    }

    Status run() {
        while (step < planned) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            if (step % BETWEEN_CHECKPOINTS == 0) {
                context.checkpoint(this::state);
            }
            double bound = chains.estimate(random.stream(step), gradient);
            step++;
            if (isDefined(bound)) {
                move(bound);
            } else if (skip()) {
                return Status.FAILED;
            }
            context.progress().report(step, planned, bound);
        }
        if (skipped == planned) {
            return Status.FAILED;
        }
        return isLevel() && !hasSlope() ? Status.CONVERGED : Status.BUDGET_SPENT;
    }

    private boolean isDefined(double bound) {
        boolean defined = Double.isFinite(bound);
        for (double each : gradient) {
            defined &= Math.abs(each) < LARGEST_GRADIENT;
        }
        return defined;
    }

    private void move(double bound) {
        skippedInARow = 0;
        if (step % stride == 0) {
            trace = traced == trace.length ? Arrays.copyOf(trace, 2 * traced) : trace;
            trace[traced++] = bound;
        }
        long fifth = planned / 5;
        if (step > planned - fifth) {
            newer.add(bound);
            slope.add(gradient);
        } else if (step > planned - 2 * fifth) {
            older.add(bound);
        }
        updater.step(parameters.values(), gradient, bound);
        parameters.prepare();
        if (step > planned - fifth) {
            average.add(parameters.values());
        }
    }

    /** Chains that leave what is defined took steps that were too long. */
    private boolean skip() {
        skipped++;
        skippedInARow++;
        parameters.shorten(0.9);
        return skippedInARow >= UNDEFINED_LIMIT;
    }

    private boolean isLevel() {
        if (Math.min(older.count(), newer.count()) < FEWEST) {
            return false;
        }
        double error = Math.hypot(older.standardError(0), newer.standardError(0));
        return Math.abs(newer.mean(0) - older.mean(0)) <= Math.max(2.6 * error, 0.1);
    }

    private boolean hasSlope() {
        double limit = Math.sqrt(2 * StrictMath.log(2 * gradient.length / 0.01));
        boolean steep = false;
        for (int i = 0; i < gradient.length; i++) {
            steep |= Math.abs(slope.mean(i)) > limit * slope.standardError(i);
        }
        return steep;
    }

    /** Puts the answer in place of the latest parameters; the state is to be taken before. */
    void useAverage() {
        for (int i = 0; average.count() > 0 && i < gradient.length; i++) {
            parameters.values()[i] = average.mean(i);
        }
        parameters.prepare();
    }

    Finding finding(Status end) {
        return switch (end) {
            case CONVERGED -> new Finding(Trust.GOOD, "The bound was level over the last " + 2 * (planned / 5) + " of "
                    + step + " steps.");
            case CANCELLED -> new Finding(Trust.DISTRUST, "The fit was cancelled after " + step + " steps.");
            case FAILED -> new Finding(Trust.DISTRUST, "Chains met no finite log density " + skippedInARow
                    + " times in a row, although their steps were made ever shorter. Start elsewhere or use SVI.");
            case BUDGET_SPENT -> newer.count() < FEWEST
                    ? new Finding(Trust.CAUTION, "With " + step
                            + " steps one cannot tell whether the bound has settled; take at least 100, better 1000.")
                    : new Finding(isLevel() ? Trust.CAUTION : Trust.DISTRUST, String.format(Locale.ROOT,
                            "The bound was still on its way: it changed by %.2g over the last %d of %d steps%s. Take "
                            + "more steps (%d, say) or a larger learning rate.", newer.mean(0) - older.mean(0),
                            planned / 5, step, isLevel() ? ", and its gradient still points one way" : "",
                            4 * planned));
        };
    }

    long skipped() {
        return skipped;
    }

    long steps() {
        return step;
    }

    FitResult.Trace trace() {
        long[] numbers = new long[traced];
        Arrays.setAll(numbers, i -> (i + 1) * stride);
        return new FitResult.Trace(numbers, Arrays.copyOf(trace, traced));
    }

    double[] state() {
        if (!begin.isReached()) {
            return StateWriter.beginning(VERSION);
        }
        StateWriter state = new StateWriter(VERSION).add(step).add(skipped).add(skippedInARow).add(traced)
                .add(Arrays.copyOf(trace, traced)).add(parameters.values());
        for (OnlineMoments moments : new OnlineMoments[] {older, newer, slope, average}) {
            double[] saved = new double[moments.stateSize()];
            moments.save(saved, 0);
            state.add(saved);
        }
        double[] optimizer = updater.state();
        return state.add(optimizer.length).add(optimizer).state();
    }

    private void restore(double[] earlier) {
        StateReader state = new StateReader("DAIS", VERSION, earlier);
        step = state.nextLong();
        skipped = state.nextLong();
        skippedInARow = state.nextInt();
        traced = state.nextInt();
        double[] recorded = new double[traced];
        state.next(recorded);
        trace = Arrays.copyOf(recorded, Math.max(64, traced));
        state.next(parameters.values());
        parameters.prepare();
        for (OnlineMoments moments : new OnlineMoments[] {older, newer, slope, average}) {
            double[] saved = new double[moments.stateSize()];
            state.next(saved);
            moments.restore(saved, 0);
        }
        double[] optimizer = new double[state.nextInt()];
        state.next(optimizer);
        updater.restore(optimizer);
        state.end();
    }
}
