package org.penumbra.inference.svi;

import java.util.Arrays;

/**
 * Means of the parameters over batches of successive steps, along one phase of constant step size; every step counts.
 * When there are too many, neighbours are merged, at the start of a block so that a run that goes on has the same ones.
 */
final class Iterates implements Watcher {

    private static final int MOST = 400;
    /** 16 MB at most, but never fewer than {@link #FEWEST}. */
    private static final int MOST_NUMBERS = 2_000_000;
    private static final int FEWEST = 40;
    private static final int FIRST_STRIDE = 5;
    private static final double[] NOTHING = {};

    private final int size;
    private final int capacity;
    private final double[][] batches;
    private long stride = FIRST_STRIDE;
    /** The step before the first of this phase. */
    private long origin;
    private int count;
    private int marked;
    /** Steps in the open batch, number {@link #count}. */
    private long inBatch;
    private long markedInBatch;
    private double[] markedBatch = NOTHING;

    /** @param size number of parameters */
    Iterates(int size) {
        this.size = size;
        this.capacity = Math.clamp(MOST_NUMBERS / size, FEWEST, MOST);
        // Half as many again: a block may overshoot the capacity before the next thinning.
        this.batches = new double[capacity + Ascent.BLOCK / FIRST_STRIDE + 1][];
    }

    /** Forgets everything: a new phase begins after so many steps. */
    void restart(long steps) {
        origin = steps;
        stride = FIRST_STRIDE;
        count = 0;
        inBatch = 0;
        mark();
    }

    @Override
    public void add(long step, double value, double[] parameters, double[] gradient) {
        if (batches[count] == null) {
            batches[count] = new double[size];
        }
        double[] batch = batches[count];
        for (int i = 0; i < size; i++) {
            batch[i] = inBatch == 0 ? parameters[i] / stride : batch[i] + parameters[i] / stride;
        }
        inBatch++;
        if (inBatch == stride) {
            inBatch = 0;
            count++;
        }
    }

    @Override
    public void mark() {
        if (count >= capacity) {
            merge();
        }
        marked = count;
        markedInBatch = inBatch;
        markedBatch = inBatch == 0 ? NOTHING : batches[count].clone();
    }

    /**
     * Merges pairs; an odd last one and the open batch are merged as far as they go, by starting the batch with them.
     */
    private void merge() {
        int pairs = count / 2;
        for (int pair = 0; pair < pairs; pair++) {
            addHalves(pair, 2 * pair);
        }
        if (count % 2 == 1) {
            openFrom(pairs);
        } else if (inBatch > 0) {
            swap(pairs, count);
            halve(batches[pairs]);
        }
        count = pairs;
        stride *= 2;
    }

    private void addHalves(int pair, int first) {
        double[] left = batches[first];
        double[] right = batches[first + 1];
        double[] merged = batches[pair];
        for (int i = 0; i < size; i++) {
            merged[i] = 0.5 * (left[i] + right[i]);
        }
    }

    /** The odd last batch and what follows it become the open batch. */
    private void openFrom(int pair) {
        double[] last = batches[count - 1];
        double[] open = inBatch > 0 ? batches[count] : last;
        double[] merged = batches[pair];
        for (int i = 0; i < size; i++) {
            merged[i] = 0.5 * (last[i] + (inBatch > 0 ? open[i] : 0));
        }
        inBatch += stride;
    }

    private void swap(int one, int other) {
        double[] kept = batches[one];
        batches[one] = batches[other];
        batches[other] = kept;
    }

    private static void halve(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= 0.5;
        }
    }

    int count() {
        return count;
    }

    long origin() {
        return origin;
    }

    double[] at(int batch) {
        return batches[batch];
    }

    /** Mean over the batches from one (inclusive) to another (exclusive). */
    void mean(int from, int to, double[] mean) {
        Arrays.fill(mean, 0);
        for (int s = from; s < to; s++) {
            for (int i = 0; i < size; i++) {
                mean[i] += batches[s][i];
            }
        }
        for (int i = 0; i < size; i++) {
            mean[i] /= to - from;
        }
    }

    @Override
    public void save(Ledger ledger) {
        ledger.put(stride);
        ledger.put(origin);
        ledger.put(marked);
        for (int s = 0; s < marked; s++) {
            ledger.put(batches[s]);
        }
        ledger.put(markedInBatch);
        ledger.put(markedBatch);
    }

    @Override
    public void restore(Ledger ledger) {
        stride = (long) ledger.next();
        origin = (long) ledger.next();
        count = ledger.nextCount(batches.length - 1);
        marked = count;
        for (int s = 0; s < count; s++) {
            batches[s] = new double[size];
            ledger.nextInto(batches[s]);
        }
        inBatch = (long) ledger.next();
        markedInBatch = inBatch;
        markedBatch = ledger.nextArray();
        if (inBatch > 0) {
            batches[count] = markedBatch.clone();
        }
    }
}
