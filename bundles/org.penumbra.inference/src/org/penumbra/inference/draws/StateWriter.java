package org.penumbra.inference.draws;

import java.util.Arrays;

/** Collects what a run needs to go on as numbers, beginning with a version. */
public final class StateWriter {

    /** Stands where others have the number of steps done. */
    static final double BEGINNING = -1;

    private double[] numbers = new double[64];
    private int count;

    /** @param version of the layout; changes whenever an old state cannot be read any more */
    public StateWriter(int version) {
        add(version);
    }

    /** The state of a run that was cancelled before its first step: going on from it begins anew. */
    public static double[] beginning(int version) {
        return new double[] {version, BEGINNING};
    }

    public StateWriter add(double number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
        return this;
    }

    /** All numbers of an array, whose length the reader knows. */
    public StateWriter add(double[] array) {
        if (count + array.length > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, count + array.length));
        }
        System.arraycopy(array, 0, numbers, count, array.length);
        count += array.length;
        return this;
    }

    /** All rows of a matrix, whose shape the reader knows. */
    public StateWriter add(double[][] rows) {
        for (double[] row : rows) {
            add(row);
        }
        return this;
    }

    /** What was added so far. */
    public double[] state() {
        return Arrays.copyOf(numbers, count);
    }
}
