package org.penumbra.inference.cavi;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Batches one after the other. What a batch adds to the natural parameters of global factors is added to what those
 * before it have added (Broderick, Boyd, Wibisono, Wilson and Jordan 2013, equation 7), so that the posterior given
 * earlier batches is the prior of the next. In further passes what a batch had added is first taken away (Hughes and
 * Sudderth 2013), so that no row counts twice.
 */
final class BatchStream {

    private static final long LOCAL_STREAM = 0x42415443484c4f43L;
    private static final int VERSION = 1;
    private static final int SCALARS = 5;
    /** Numbers of a state that is kept. */
    private static final long LARGEST_STATE = 20_000_000;

    private final Batches batches;
    private final StreamingCavi.Options options;
    private final FitContext context;
    private final BatchStarts starts;
    private final double[] values;
    private final long steps;
    private final StreamedBounds bounds;
    private final double[] natural;
    private final double[] added;
    private final double[] passBegan;
    private final double[] others;
    private final double[] own;
    private final List<double[]> memory = new ArrayList<>();
    private long step;
    private boolean settled;

    BatchStream(Target target, Batches batches, StreamingCavi.Options options, FitContext context) {
        this.batches = batches;
        this.options = options;
        this.context = context;
        this.starts = new BatchStarts(target, context, batches.form().isExact() ? 1 : options.starts());
        this.values = Starts.values(target, context);
        this.steps = (long) batches.count() * options.passes();
        this.bounds = new StreamedBounds(steps);
        int size = batches.whole().globalSize();
        this.natural = new double[size];
        this.added = new double[size];
        this.passBegan = new double[size];
        this.others = new double[size];
        this.own = new double[size];
        for (int b = 0; options.passes() > 1 && b < batches.count(); b++) {
            memory.add(new double[size]);
        }
    }

    /** @return CANCELLED, or BUDGET_SPENT, whatever it is worth */
    Status run() {
        while (step < steps && !settled) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            next();
            step++;
            context.progress().report(step, steps, bounds.last());
            context.checkpoint(this::state);
        }
        return Status.BUDGET_SPENT;
    }

    private void next() {
        int number = (int) (step % batches.count());
        if (number == 0) {
            System.arraycopy(natural, 0, passBegan, 0, natural.length);
        }
        BatchFactors batch = batches.read(number);
        for (int k = 0; k < added.length; k++) {
            others[k] = memory.isEmpty() ? added[k] : added[k] - memory.get(number)[k];
        }
        if (step == 0) {
            System.arraycopy(starts.best(batch, this::ascend), 0, natural, 0, natural.length);
        }
        batch.take(natural);
        batch.beginLocals(values, context.random().stream(LOCAL_STREAM).stream(step));
        batch.settleLocals();
        bounds.add(step, ascend(batch));
        keep(batch, number);
        settled = options.passes() > 1 && number == batches.count() - 1 && step >= batches.count()
                && WholePass.divergence(batches, natural, passBegan) <= options.tolerance();
    }

    private void keep(BatchFactors batch, int number) {
        batch.give(natural);
        batch.added(own);
        for (int k = 0; k < added.length; k++) {
            added[k] = others[k] + own[k];
        }
        if (!memory.isEmpty()) {
            System.arraycopy(own, 0, memory.get(number), 0, own.length);
        }
    }

    /** @return the bound, were all rows like those of the batch */
    private double ascend(BatchFactors batch) {
        batch.ascend(others, options.sweeps(), options.tolerance());
        return batch.restBound() + (double) batches.updates().rows() / batch.form().rows() * batch.rowsBound();
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

    private List<double[]> parts() {
        List<double[]> parts = new ArrayList<>(List.of(natural, added, passBegan, bounds.values()));
        parts.addAll(memory);
        return parts;
    }

    /** To go on from; empty when it would be too large to keep. */
    double[] state() {
        long size = SCALARS + parts().stream().mapToLong(part -> part.length).sum();
        if (size > LARGEST_STATE) {
            return new double[0];
        }
        double[] state = new double[(int) size];
        System.arraycopy(new double[] {VERSION, step, settled ? 1 : 0, natural.length, batches.size()}, 0, state, 0,
                SCALARS);
        int at = SCALARS;
        for (double[] part : parts()) {
            System.arraycopy(part, 0, state, at, part.length);
            at += part.length;
        }
        return state;
    }

    void restore(double[] state) {
        long size = SCALARS + parts().stream().mapToLong(part -> part.length).sum();
        if (state.length != size || state[0] != VERSION || state[3] != natural.length
                || state[4] != batches.size()) {
            throw new IllegalArgumentException("a state of StreamingCAVI with " + size
                    + " numbers was expected, found " + state.length);
        }
        step = (long) state[1];
        settled = state[2] == 1;
        int at = SCALARS;
        for (double[] part : parts()) {
            System.arraycopy(state, at, part, 0, part.length);
            at += part.length;
        }
    }
}
