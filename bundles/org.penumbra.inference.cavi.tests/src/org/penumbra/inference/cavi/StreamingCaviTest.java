package org.penumbra.inference.cavi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;

class StreamingCaviTest {

    private static final StreamingCavi.Options USUAL = new StreamingCavi.Options(2, 200, 1e-12, 200, 3, 2000,
            "", false);

    /** All but the refusal of an undefined density: a target without a symbolic one is refused for that. */
    @Test
    void keepsTheContractOfAlgorithms() {
        AlgorithmContract<StreamingCavi.Options> contract = AlgorithmContract.of(StreamingCavi::new, USUAL,
                new StreamingCavi.Options(12, 1, 1e-12, 1, 1, 2000, "", false)).expecting(Expectation.INDEPENDENT);
        contract.recoversNormals();
        contract.sameSeedSameBits();
        contract.threadsDoNotChangeResults();
        contract.oneIterationIsABudget();
        contract.cancellationEndsSoon();
        contract.resumptionIsExact();
        contract.runsDoNotMeet();
        contract.startIsUsed();
        contract.optionsAreDescribed();
    }

    /** The same of stochastic steps, on batches that are read when they are drawn. */
    @Test
    void streamedStepsKeepIt() {
        AlgorithmContract<StochasticCavi.Options> contract = AlgorithmContract.of(StochasticCavi::new,
                new StochasticCavi.Options(300, 3, 1, 0.7, 2000), new StochasticCavi.Options(1, 3, 1, 0.7, 2000))
                .expecting(Expectation.INDEPENDENT);
        contract.recoversNormals();
        contract.sameSeedSameBits();
        contract.threadsDoNotChangeResults();
        contract.cancellationEndsSoon();
        contract.resumptionIsExact();
        contract.runsDoNotMeet();
        contract.startIsUsed();
    }

    /** Each of the ten sets of two rows of five within five standard errors of its share. */
    @Test
    void allSamplesOfRowsAreEquallyLikely() {
        int[] met = new int[25];
        RandomStream random = RandomStream.of(5);
        for (int trial = 0; trial < 10_000; trial++) {
            int[] rows = RowSample.of(5, 2, random);
            assertTrue(rows[0] < rows[1] && rows[1] < 5);
            met[rows[0] * 5 + rows[1]]++;
        }
        int[] counts = Arrays.stream(met).filter(count -> count > 0).toArray();
        assertEquals(10, counts.length);
        assertTrue(Arrays.stream(counts).allMatch(count -> Math.abs(count - 1000) < 5 * Math.sqrt(900)),
                Arrays.toString(counts)); // misses 1 seed in 170 000
        assertArrayEquals(new int[] {0, 1, 2}, RowSample.of(3, 3, random));
    }
}
