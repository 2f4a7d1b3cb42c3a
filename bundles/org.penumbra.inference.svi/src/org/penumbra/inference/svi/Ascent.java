package org.penumbra.inference.svi;

import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;

/**
 * The loop of SVI. Steps come in blocks of {@link #BLOCK}; block k draws from the stream number k, so that a run can go
 * on from the start of a block with the same bits. Within a block nothing is allocated.
 */
final class Ascent {

    /** Long enough that a new stream per block costs nothing, short enough that going on repeats next to nothing. */
    static final int BLOCK = 100;
    /** So many undefined estimates in a row will not cure themselves, as the parameters stand still meanwhile. */
    static final int UNDEFINED_LIMIT = 100;
    /** Larger gradients would overflow when an optimiser squares them. */
    private static final double LARGEST_GRADIENT = 1e150;

    private final Guide guide;
    private final Objective.Estimator objective;
    private final Optimizer.Updater updater;
    private final long planned;
    private final RandomStream random;
    private final double[] gradient;
    /** Parameters at the latest estimate that was defined. */
    private final double[] defined;
    private final Windows windows;
    private final TraceRecorder trace;
    private final Checkpoint checkpoint;
    private RandomStream blockRandom;
    private long step;
    private long undefined;
    private int undefinedInARow;

    Ascent(Guide guide, Objective.Estimator objective, Optimizer.Updater updater, long planned, RandomStream random) {
        this.guide = guide;
        this.objective = objective;
        this.updater = updater;
        this.planned = planned;
        this.random = random;
        int size = guide.parameters().length;
        this.gradient = new double[size];
        this.defined = guide.parameters().clone();
        this.windows = new Windows(size, planned);
        this.trace = new TraceRecorder(planned);
        this.checkpoint = new Checkpoint(guide, windows, updater);
    }

    /** Goes on from what {@link #state()} gave, to the same planned step. */
    void resume(double[] state) {
        checkpoint.restore(state);
        step = checkpoint.step();
        undefined = checkpoint.skipped();
        System.arraycopy(guide.parameters(), 0, defined, 0, defined.length);
    }

    /** @return BUDGET_SPENT, CANCELLED or FAILED */
    Status run(Cancellation cancellation, Progress progress) {
        while (step < planned) {
            if (cancellation.isCancelled()) {
                return end(Status.CANCELLED);
            }
            if (step % BLOCK == 0 || blockRandom == null) {
                startBlock();
            }
            double value = objective.valueAndGradient(blockRandom, gradient);
            step++;
            if (isDefined(value)) {
                move(value);
            } else if (skip()) {
                return end(Status.FAILED);
            }
            progress.report(step, planned, value);
        }
        return end(undefined == planned ? Status.FAILED : Status.BUDGET_SPENT);
    }

    private void startBlock() {
        checkpoint.take(step, undefined);
        blockRandom = random.stream(step / BLOCK);
    }

    private boolean isDefined(double value) {
        boolean allDefined = Double.isFinite(value);
        for (double slope : gradient) {
            // False for NaN as well.
            allDefined &= Math.abs(slope) < LARGEST_GRADIENT;
        }
        return allDefined;
    }

    private void move(double value) {
        double[] parameters = guide.parameters();
        undefinedInARow = 0;
        trace.record(step, value);
        windows.add(step, value, parameters, gradient);
        System.arraycopy(parameters, 0, defined, 0, defined.length);
        updater.step(parameters, gradient);
    }

    /** @return whether to give up */
    private boolean skip() {
        undefined++;
        undefinedInARow++;
        return undefinedInARow >= UNDEFINED_LIMIT;
    }

    /** Where the objective was undefined to the end, the parameters go back to where it was not. */
    private Status end(Status status) {
        if (step % BLOCK == 0) {
            checkpoint.take(step, undefined);
        }
        if (undefinedInARow > 0) {
            System.arraycopy(defined, 0, guide.parameters(), 0, defined.length);
        }
        return status;
    }

    List<Finding> findings(Status end) {
        if (end == Status.FAILED) {
            return List.of(new Finding(Trust.DISTRUST, "The objective or its gradient was not a finite number "
                    + undefinedInARow + " times in a row, so the fit was stopped at step " + step
                    + "; what you see are the last parameters at which it was. Lower the learning rate, or start with "
                    + "a smaller spread of the guide, and look for sites whose density can overflow."));
        }
        if (undefined == 0) {
            return List.of();
        }
        boolean many = undefined > step / 100;
        return List.of(new Finding(many ? Trust.DISTRUST : Trust.CAUTION, undefined + " of " + step
                + " steps were skipped because the objective or its gradient was not a finite number"
                + (many ? "; the fit does not see that part of the posterior." : ".")));
    }

    Guide guide() {
        return guide;
    }

    Windows windows() {
        return windows;
    }

    FitResult.Trace trace() {
        return trace.trace();
    }

    /** Steps done, skipped ones included. */
    long steps() {
        return step;
    }

    /** To go on from the latest start of a block. */
    double[] state() {
        return checkpoint.state();
    }
}
