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

    private final Batches batches;
    private final StreamingCavi.Options options;
    private final FitContext context;
    private final BatchStarts starts;
    private final double[] values;
    private final long steps;
    private final StreamedBounds bounds;
    private final Prior prior;
    private final double[] natural;
    private final double[] added;
    private final double[] passBegan;
    private final double[] others;
    private final double[] own;
    private final List<double[]> memory = new ArrayList<>();
    private double offset;
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
        this.prior = Prior.of(options.carryOn(), context, size);
        this.natural = prior.natural().clone();
        this.added = prior.added().clone();
        this.passBegan = new double[size];
        this.others = new double[size];
        this.own = new double[size];
        for (int b = 0; options.passes() > 1 && b < batches.count(); b++) {
            memory.add(new double[size]);
        }
    }

    /** @return CANCELLED, or BUDGET_SPENT, whatever it is worth */
    Status run() {
        offset = prior.bound(batches.whole());
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
        if (step == 0 && prior.isEmpty()) {
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
        double known = prior.isEmpty() ? 0 : prior.weight(batch) - offset;
        return known + batch.restBound() + (double) batches.updates().rows() / batch.form().rows() * batch.rowsBound();
    }

    double[] natural() {
        return natural;
    }

    Prior prior() {
        return prior;
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
        List<double[]> parts = new ArrayList<>(List.of(natural, added, prior.natural(),
                prior.added(), passBegan, bounds.values()));
        parts.addAll(memory);
        return parts;
    }

    /** To go on from; empty when it would be too large to keep. */
    double[] state() {
        return StreamState.of(step, settled, batches.size(), parts());
    }

    void restore(double[] state) {
        StreamState.read(state, batches.size(), parts());
        step = StreamState.step(state);
        settled = StreamState.isSettled(state);
    }
}
