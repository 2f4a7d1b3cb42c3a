package org.penumbra.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penumbra.testing.BatchedContract;
import org.penumbra.testing.LayerContract;

class DropoutTest {

    private static final int SIZE = 10_000;

    @Test
    void keepsTheContract() {
        LayerContract.check(new Dropout(), Map.of("rate", 0.4), List.of(List.of(7)));
        LayerContract.check(new Dropout(), Map.of("rate", 0.0), List.of(List.of(2, 3)));
        LayerContract.check(new Dropout(), Map.of("rate", 0.5), List.of(List.of()));
    }

    @Test
    void numbersAreTheSameForAllRowsOrNot() {
        DropoutFunction function = DropoutFunction.of(5, 0.3);
        for (Set<Integer> varying : List.of(Set.of(0), Set.of(2), Set.of(0, 2), Set.of(0, 1))) {
            assertTrue(BatchedContract.check(function, varying, 1e-13));
        }
    }

    @Test
    void withoutAKeyNumbersStayWhatTheyAre() {
        assertArrayEquals(ones(), dropped(0.7, 0, 3), 0);
    }

    /** 10000 draws: a share that is further from the rate than 5 standard errors has probability 6e-7. */
    @Test
    void theRateIsThatOfNumbersAndTheMeanStays() {
        for (double rate : new double[] {0.1, 0.5, 0.9}) {
            double[] found = dropped(rate, 17, 3);
            long zeros = Arrays.stream(found).filter(one -> one == 0).count();
            assertEquals(rate, zeros / (double) SIZE, 5 * Math.sqrt(rate * (1 - rate) / SIZE));
            double other = Arrays.stream(found).max().orElseThrow();
            assertEquals(1 / (1 - rate), other, 0);
            assertEquals(SIZE - zeros, Arrays.stream(found).filter(one -> one == other).count());
        }
    }

    /** Of independent draws at rate 1/2 half are alike: 5 standard errors are 0.025. */
    @Test
    void stepsAndIterationsHaveTheirOwnDraws() {
        double[] one = dropped(0.5, 17, 3);
        assertArrayEquals(one, dropped(0.5, 17, 3), 0);
        for (double[] other : List.of(dropped(0.5, 18, 3), dropped(0.5, 17, 4), dropped(0.5, 3, 17))) {
            long alike = 0;
            for (int k = 0; k < SIZE; k++) {
                alike += one[k] == other[k] ? 1 : 0;
            }
            assertEquals(0.5, alike / (double) SIZE, 0.025);
        }
    }

    private static double[] dropped(double rate, double key, double iteration) {
        DropoutFunction function = DropoutFunction.of(SIZE, rate);
        double[] out = new double[function.outputSize()];
        function.forward(new double[][] {ones(), {key}, {iteration}}, new int[3], out, 0, new double[0]);
        return Arrays.copyOf(out, SIZE);
    }

    private static double[] ones() {
        double[] ones = new double[SIZE];
        Arrays.fill(ones, 1);
        return ones;
    }
}
