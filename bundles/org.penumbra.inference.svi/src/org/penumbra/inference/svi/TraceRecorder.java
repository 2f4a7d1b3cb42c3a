package org.penumbra.inference.svi;

import java.util.Arrays;
import org.penumbra.inference.FitResult;

/** Keeps the objective of every step, or of every k-th step where that would be more than {@link #CAPACITY} numbers. */
final class TraceRecorder {

    private static final int CAPACITY = 10_000;

    private final long stride;
    private final long[] steps;
    private final double[] values;
    private int count;

    TraceRecorder(long planned) {
        this.stride = Math.ceilDiv(planned, (long) CAPACITY);
        int size = (int) (planned / stride);
        this.steps = new long[size];
        this.values = new double[size];
    }

    /** @param step 1 for the first */
    void record(long step, double value) {
        if (step % stride == 0) {
            steps[count] = step;
            values[count] = value;
            count++;
        }
    }

    FitResult.Trace trace() {
        return new FitResult.Trace(Arrays.copyOf(steps, count), Arrays.copyOf(values, count));
    }
}
