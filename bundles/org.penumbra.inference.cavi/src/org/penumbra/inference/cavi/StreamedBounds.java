package org.penumbra.inference.cavi;

import java.util.Arrays;
import org.penumbra.inference.FitResult;

/** Estimates of the bound over steps, of which no more than a fixed number is kept. */
final class StreamedBounds {

    static final int CAPACITY = 10_000;

    private final double[] values = new double[CAPACITY];
    private final long stride;
    private double last = Double.NaN;

    /** @param steps how many there will be at most */
    StreamedBounds(long steps) {
        this.stride = Math.ceilDiv(steps, (long) CAPACITY);
    }

    /** @param step from 0 */
    void add(long step, double bound) {
        last = bound;
        if (step % stride == 0) {
            values[(int) (step / stride)] = bound;
        }
    }

    FitResult.Trace after(long steps) {
        int count = (int) Math.ceilDiv(steps, stride);
        long[] numbers = new long[count];
        Arrays.setAll(numbers, k -> k * stride + 1);
        return new FitResult.Trace(numbers, Arrays.copyOf(values, count));
    }

    /** The last one that was added, whether it is kept or not. */
    double last() {
        return last;
    }

    double[] values() {
        return values;
    }
}
