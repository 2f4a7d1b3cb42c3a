package org.penumbra.diagnostics.invariance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Workers;
import org.penumbra.inference.Examination;
import org.penumbra.inference.FitResult;
import org.penumbra.math.RandomStream;

/** Narrow modes in several coordinates, of which climbs from random points end in next to none. */
class HiddenModesTest {

    private static final int SEEDS = 10;

    private static int found(NormalMixture target, int known, int seeds) {
        int found = 0;
        for (int seed = 0; seed < seeds; seed++) {
            FitResult answer = target.answer(known, RandomStream.of(seed));
            found += new ModesDiagnostic().assess(target, answer, new Examination(RandomStream.of(50 + seed),
                    Workers.SEQUENTIAL, Cancellation.NEVER)).findings().size();
        }
        return found;
    }

    /** At places, widths and priors of all kinds; at most one of ten searches may miss it. */
    @ParameterizedTest
    @CsvSource({"2, -6, 1, 5, 0.2, 10", "3, -6, 1, 5, 0.3, 10", "4, -6, 1, 5, 0.3, 10", "5, -6, 1, 5, 0.3, 10",
        "3, 2, 0.5, -3, 0.15, 2", "4, 0, 1, 12, 0.5, 5", "3, -20, 3, 25, 1, 100", "5, 1, 0.2, -1, 0.1, 1"})
    void aNarrowModeIsFound(int dimension, double at, double scale, double elsewhere, double narrow, double prior) {
        NormalMixture target = NormalMixture.diagonal(dimension, new double[] {0.3, 0.7}, new double[] {at, elsewhere},
                new double[] {scale, narrow}, prior);
        int found = found(target, 1, SEEDS);
        assertTrue(found >= SEEDS - 1, found + " of " + SEEDS);
    }

    /** Between two clumps of draws nothing has been visited, although the draws surround it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void aThirdModeBetweenTwo(int dimension) {
        NormalMixture target = NormalMixture.diagonal(dimension, new double[] {0.3, 0.3, 0.4},
                new double[] {-6, 7, 1}, new double[] {0.8, 0.8, 0.4}, 6);
        int found = found(target, 2, SEEDS);
        assertTrue(found >= SEEDS - 1, found + " of " + SEEDS);
    }

    /** A mode as wide as the answer, ten standard deviations away along one axis. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void aModeNextToTheAnswer(int dimension) {
        double[][] centres = new double[2][dimension];
        centres[1][0] = 10;
        NormalMixture beside = new NormalMixture(new double[] {0.5, 0.5}, centres, new double[] {1, 1}, 6);
        int found = found(beside, 1, SEEDS);
        assertTrue(found >= SEEDS - 1, found + " of " + SEEDS);
    }

    /** Two clumps that are all there is are two clumps. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void allModesAreKnown(int dimension) {
        NormalMixture target = NormalMixture.diagonal(dimension, new double[] {0.5, 0.5}, new double[] {-6, 7},
                new double[] {0.8, 0.4}, 6);
        assertEquals(0, found(target, 2, SEEDS));
    }

    /** A spike with half of the mass within a wide normal is part of one clump. */
    @Test
    void aSpikeWithinIsNoOther() {
        NormalMixture target = NormalMixture.diagonal(3, new double[] {0.5, 0.5}, new double[] {0, 0.5},
                new double[] {1, 3}, 10);
        assertEquals(0, found(target, 2, SEEDS));
    }
}
