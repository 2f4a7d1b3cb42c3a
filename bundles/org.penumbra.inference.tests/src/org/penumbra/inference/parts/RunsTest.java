package org.penumbra.inference.parts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** Positions as runs: what is gathered and scattered is what positions say one by one. */
class RunsTest {

    private static final double[] NUMBERS = {10, 11, 12, 13, 14, 15, 16, 17};

    private final Runs runs = new Runs(new int[] {1, 2, 3, 5, 7});

    @Test
    void gathering() {
        double[] found = new double[5];
        runs.gather(NUMBERS, found);
        assertArrayEquals(new double[] {11, 12, 13, 15, 17}, found);
    }

    @Test
    void gatheringAddsWithAWeight() {
        double[] sums = {100, 100, 0, 0, 0, 0, 1};
        runs.gatherAdding(2, NUMBERS, sums, 2);
        assertArrayEquals(new double[] {100, 100, 22, 24, 26, 30, 35}, sums);
    }

    @Test
    void scattering() {
        double[] to = NUMBERS.clone();
        runs.scatter(new double[] {0, 1, 2, 3, 4, 5}, 1, to);
        assertArrayEquals(new double[] {10, 1, 2, 3, 14, 4, 16, 5}, to);
    }

    @Test
    void clearing() {
        double[] to = NUMBERS.clone();
        runs.clear(to);
        assertArrayEquals(new double[] {10, 0, 0, 0, 14, 0, 16, 0}, to);
    }

    @Test
    void noPositions() {
        double[] to = NUMBERS.clone();
        Runs none = new Runs(new int[0]);
        none.scatter(to, 0, to);
        none.clear(to);
        assertArrayEquals(NUMBERS, to);
    }
}
