package org.penumbra.inference.svi;

import java.util.List;
import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
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
    private final RandomStream random;
    private final double[] gradient;
    /** Parameters at the latest estimate that was defined. */
    private final double[] defined;
    private final Watcher watcher;
    private final TraceRecorder trace;
    private final Checkpoint checkpoint;
    private RandomStream blockRandom;
    private double scale = 1;
    private long step;
    private long undefined;
    private int undefinedInARow;

    /** @param planned steps; the optimiser's schedule and the trace are laid out for so many */
    Ascent(Guide guide, Objective.Estimator objective, Optimizer.Updater updater, long planned, RandomStream random,
            Watcher watcher) {
        this.guide = guide;
        this.objective = objective;
        this.updater = updater;
        this.random = random;
        this.watcher = watcher;
        int size = guide.parameters().length;
        this.gradient = new double[size];
        this.defined = guide.parameters().clone();
        this.trace = new TraceRecorder(planned);
        this.checkpoint = new Checkpoint(guide, objective, updater, watcher);
    }

    /** Goes on from what {@link #state()} gave, to the same planned step. */
    void resume(double[] state) {
        checkpoint.restore(state);
        step = checkpoint.step();
        undefined = checkpoint.skipped();
        scale = checkpoint.scale();
        System.arraycopy(guide.parameters(), 0, defined, 0, defined.length);
    }

    /**
     * Steps until a step number.
     *
     * @param shown the number of steps that progress is measured against
     * @return CANCELLED or FAILED where the way ended before
     */
    Optional<Status> advance(long until, long shown, FitContext context) {
        Cancellation cancellation = context.cancellation();
        Progress progress = context.progress();
        while (step < until) {
            if (cancellation.isCancelled()) {
                return Optional.of(end(Status.CANCELLED));
            }
            if (step % BLOCK == 0 || blockRandom == null) {
                startBlock(context);
            }
            double value = objective.valueAndGradient(blockRandom, gradient);
            step++;
            if (isDefined(value)) {
                move(value);
            } else if (skip()) {
                return Optional.of(end(Status.FAILED));
            }
            progress.report(step, shown, value);
        }
        return undefined == step && step > 0 ? Optional.of(end(Status.FAILED)) : Optional.empty();
    }

    private void startBlock(FitContext context) {
        checkpoint.take(step, undefined, scale);
        context.checkpoint(checkpoint::state);
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
        watcher.add(step, value, parameters, gradient);
        System.arraycopy(parameters, 0, defined, 0, defined.length);
        updater.step(parameters, gradient, value);
        if (scale != 1) {
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = defined[i] + scale * (parameters[i] - defined[i]);
            }
        }
    }

    /** @return whether to give up */
    private boolean skip() {
        undefined++;
        undefinedInARow++;
        return undefinedInARow >= UNDEFINED_LIMIT;
    }

    /** Where the objective was undefined to the end, the parameters go back to where it was not. */
    private Status end(Status status) {
        settle();
        if (undefinedInARow > 0) {
            System.arraycopy(defined, 0, guide.parameters(), 0, defined.length);
        }
        return status;
    }

    /** At the end of a block, takes what {@link #state()} will give. */
    void settle() {
        if (step % BLOCK == 0) {
            checkpoint.take(step, undefined, scale);
        }
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

    /** From now on every step of the optimiser is taken only so far, between 0 and 1. */
    void scaleSteps(double share) {
        scale = share;
    }

    double stepScale() {
        return scale;
    }

    Guide guide() {
        return guide;
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
