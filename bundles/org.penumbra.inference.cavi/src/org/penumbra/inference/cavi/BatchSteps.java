package org.penumbra.inference.cavi;

import java.util.List;
import java.util.Optional;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * The steps of stochastic coordinate ascent on batches that are read when they are drawn: global factors are all that
 * is kept. Step t draws its rows from the stream number t.
 */
final class BatchSteps {

    private static final long STEPS_STREAM = 0x4241544348535445L;
    private static final long LOCAL_STREAM = 0x424154434c4f43L;
    private static final int VERSION = 2;
    private static final int SCALARS = 4;
    private static final int STARTS = 4;
    private static final int START_SWEEPS = 200;
    private static final double START_TOLERANCE = 1e-6;

    private final Target target;
    private final Batches batches;
    private final StochasticCavi.Options options;
    private final FitContext context;
    private final double[] values;
    private final double[] natural;
    private final StreamedBounds bounds;
    private long step;

    BatchSteps(Target target, Batches batches, StochasticCavi.Options options, FitContext context) {
        this.target = target;
        this.batches = batches;
        this.options = options;
        this.context = context;
        this.values = Starts.values(target, context);
        this.natural = new double[batches.whole().globalSize()];
        this.bounds = new StreamedBounds(options.steps());
    }

    private double weight() {
        return (double) batches.updates().rows() / batches.size();
    }

    private BatchFactors draw(long number) {
        BatchFactors batch = batches.whole();
        batch.form().load(RowSample.of(batches.updates().rows(), batches.size(),
                context.random().stream(STEPS_STREAM).stream(number)));
        return batch;
    }

    /** Global factors start where the best of several ascents on one batch puts them. */
    void begin() {
        BatchFactors batch = draw(Long.MAX_VALUE);
        double[] others = new double[natural.length];
        double[] best = new BatchStarts(target, context, batches.form().isExact() ? 1 : STARTS).best(batch,
                one -> one.ascend(others, START_SWEEPS, START_TOLERANCE));
        batch.take(best);
        batch.beginLocals(values, context.random().stream(LOCAL_STREAM).stream(Long.MAX_VALUE));
        batch.settleLocals();
        batch.step(1, weight());
        batch.give(natural);
    }

    /** @return BUDGET_SPENT or CANCELLED */
    Status run() {
        while (step < options.steps()) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            bounds.add(step, move());
            step++;
            context.progress().report(step, options.steps(), bounds.last());
            context.checkpoint(this::state);
        }
        return Status.BUDGET_SPENT;
    }

    private double move() {
        BatchFactors batch = draw(step);
        batch.take(natural);
        batch.beginLocals(values, context.random().stream(LOCAL_STREAM).stream(step));
        batch.settleLocals();
        double rate = Kernels.pow(step + 1 + options.delay(), -options.forgetting());
        batch.step(Math.min(1, rate), weight());
        batch.give(natural);
        return batch.restBound() + weight() * batch.rowsBound();
    }

    /**
     * Sets all global factors to the best ones given the others as they were, when that raises the bound: with two
     * passes through all rows, where the last steps leave some noise.
     *
     * @return what a pass tells of the factors as they are then; empty when the user cancels
     */
    Optional<WholePass> sweep() {
        Optional<WholePass> before = pass(natural);
        Optional<WholePass> after = before.flatMap(one -> tried(one.best()));
        if (after.isPresent() && after.get().bound() > before.get().bound()) {
            System.arraycopy(before.get().best(), 0, natural, 0, natural.length);
            return after;
        }
        return context.cancellation().isCancelled() ? Optional.empty() : before;
    }

    /** Factors that are best one by one need not be distributions when all are moved together. */
    private Optional<WholePass> tried(double[] factors) {
        try {
            return pass(factors);
        } catch (FactorGroup.Improper improper) {
            return Optional.empty();
        }
    }

    private Optional<WholePass> pass(double[] factors) {
        return WholePass.of(batches, factors, Prior.none(natural.length), values,
                context.random().stream(LOCAL_STREAM + 1),
                context.cancellation());
    }

    double[] natural() {
        return natural;
    }

    double[] values() {
        return values;
    }

    long step() {
        return step;
    }

    StreamedBounds bounds() {
        return bounds;
    }

    /** To go on from, before the sweeps that end a fit. */
    double[] state() {
        double[] state = new double[SCALARS + StreamedBounds.CAPACITY + natural.length];
        System.arraycopy(new double[] {VERSION, step, natural.length, batches.size()}, 0, state, 0, SCALARS);
        int at = SCALARS;
        for (double[] part : List.of(bounds.values(), natural)) {
            System.arraycopy(part, 0, state, at, part.length);
            at += part.length;
        }
        return state;
    }

    void restore(double[] state) {
        int expected = SCALARS + StreamedBounds.CAPACITY + natural.length;
        if (state.length != expected || state[0] != VERSION || state[2] != natural.length
                || state[3] != batches.size()) {
            throw new IllegalArgumentException("a state of StochasticCAVI with " + expected
                    + " numbers was expected, found " + state.length);
        }
        step = (long) state[1];
        int at = SCALARS;
        for (double[] part : List.of(bounds.values(), natural)) {
            System.arraycopy(state, at, part, 0, part.length);
            at += part.length;
        }
    }
}
