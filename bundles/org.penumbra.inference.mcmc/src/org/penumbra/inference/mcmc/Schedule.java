package org.penumbra.inference.mcmc;

import java.util.Arrays;

/**
 * When warm-up learns what (Stan reference manual, "Automatic parameter tuning"): the step size always; the metric
 * in windows that double, between a first stretch that reaches the bulk and a last one for the step size.
 */
final class Schedule {

    private static final int FIRST = 75;
    private static final int LAST = 50;
    private static final int WINDOW = 25;
    private static final int SHORTEST = 20;

    private final int[] ends;
    private final int begin;

    /**
     * @param warmup iterations
     * @param fast whether the chain begins in the bulk, which shortens the first stretch
     */
    Schedule(int warmup, boolean fast) {
        int first = fast ? WINDOW : FIRST;
        int last = LAST;
        int window = WINDOW;
        if (warmup < SHORTEST) {
            this.begin = warmup;
            this.ends = new int[0];
            return;
        }
        if (first + last + window > warmup) {
            first = (int) (0.15 * warmup);
            last = (int) (0.1 * warmup);
            window = warmup - first - last;
        }
        this.begin = first;
        this.ends = ends(first, warmup - last, window);
    }

    /** A window that could not be followed by one twice as long takes all that is left. */
    private static int[] ends(int first, int end, int shortest) {
        int[] ends = new int[64];
        int count = 0;
        int at = first;
        for (int window = shortest; at < end; window *= 2) {
            at = at + window + 2L * window > end ? end : at + window;
            ends[count++] = at;
        }
        return Arrays.copyOf(ends, count);
    }

    /**
     * Where the window begins that ends before an iteration; -1 when none ends there.
     *
     * @param iteration iterations done
     */
    int windowEndingAt(int iteration) {
        int position = Arrays.binarySearch(ends, iteration);
        return position < 0 ? -1 : position == 0 ? begin : ends[position - 1];
    }
}
