package org.penumbra.inference.svi;

import java.util.Arrays;
import org.penumbra.inference.FitResult;

/** Keeps the objective of every step, or of every k-th step where that would be more than {@link #CAPACITY} numbers. */
final class TraceRecorder {

    private static final int CAPACITY = 10_000;

    private long stride;
    private long[] steps = new long[256];
    private double[] values = new double[256];
    private int count;

    /** @param planned steps; 0 when their number is not known, then the trace is thinned as it grows */
    TraceRecorder(long planned) {
        this.stride = Math.max(1, Math.ceilDiv(planned, (long) CAPACITY));
    }

    /** @param step 1 for the first */
    void record(long step, double value) {
        if (step % stride != 0) {
            return;
        }
        if (count == CAPACITY) {
            thin();
            if (step % stride != 0) {
                return;
            }
        }
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        steps[count] = step;
        values[count] = value;
        count++;
    }

    private void thin() {
        stride *= 2;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (steps[i] % stride == 0) {
                steps[kept] = steps[i];
                values[kept] = values[i];
                kept++;
            }
        }
        count = kept;
    }

    FitResult.Trace trace() {
        return new FitResult.Trace(Arrays.copyOf(steps, count), Arrays.copyOf(values, count));
    }
}
