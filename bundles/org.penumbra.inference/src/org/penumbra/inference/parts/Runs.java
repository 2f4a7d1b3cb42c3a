package org.penumbra.inference.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Positions among coordinates, as runs of successive ones: thousands of weights lie side by side. */
final class Runs {

    private final int[] starts;
    private final int[] lengths;

    /** @param positions ascending */
    Runs(int[] positions) {
        List<Integer> begins = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            if (i == 0 || positions[i] != positions[i - 1] + 1) {
                begins.add(i);
            }
        }
        this.starts = begins.stream().mapToInt(begin -> positions[begin]).toArray();
        this.lengths = new int[starts.length];
        for (int run = 0; run < starts.length; run++) {
            int next = run + 1 < starts.length ? begins.get(run + 1) : positions.length;
            lengths[run] = next - begins.get(run);
        }
    }

    /** From these positions to numbers that follow one another. */
    void gather(double[] from, double[] to) {
        int at = 0;
        for (int run = 0; run < starts.length; run++) {
            System.arraycopy(from, starts[run], to, at, lengths[run]);
            at += lengths[run];
        }
    }

    /** From numbers that follow one another to these positions. */
    void scatter(double[] from, int first, double[] to) {
        int at = first;
        for (int run = 0; run < starts.length; run++) {
            System.arraycopy(from, at, to, starts[run], lengths[run]);
            at += lengths[run];
        }
    }

    /** Adds {@code weight} times what is at these positions to numbers that follow one another. */
    void gatherAdding(double weight, double[] from, double[] to, int first) {
        int at = first;
        for (int run = 0; run < starts.length; run++) {
            add(weight, from, starts[run], to, at, lengths[run]);
            at += lengths[run];
        }
    }

    private static void add(double weight, double[] from, int fromAt, double[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] += weight * from[fromAt + i];
        }
    }

    void clear(double[] numbers) {
        for (int run = 0; run < starts.length; run++) {
            Arrays.fill(numbers, starts[run], starts[run] + lengths[run], 0);
        }
    }
}
