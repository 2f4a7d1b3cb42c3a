package org.penumbra.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.math.RandomStream;

class InitialiserTest {

    /** Variances as published; 80,000 draws miss one by 3 % with a probability below 1e-7. */
    @ParameterizedTest
    @CsvSource({"glorot, 0.0033333333", "glorotNormal, 0.0033333333", "kaiming, 0.01", "kaimingNormal, 0.01",
        "lecun, 0.005", "lecunNormal, 0.005", "fanIn, 0.0016666667"})
    void schemesHaveTheirVariance(String name, double variance) {
        double[] draws = draws(Schemes.of(name, 200, 400, 200, 400), 80_000);
        double mean = Arrays.stream(draws).average().orElseThrow();
        assertEquals(0, mean, 6 * Math.sqrt(variance / draws.length));
        assertEquals(1, Arrays.stream(draws).map(x -> x * x).average().orElseThrow() / variance, 0.03);
    }

    private static double[] draws(Initialiser initialiser, int count) {
        double[] draws = new double[count];
        initialiser.fill(RandomStream.of(5), draws, 0, count);
        return draws;
    }

    @Test
    void uniformDrawsStayInside() {
        double[] draws = draws(new Initialiser.Uniform(-0.5, 2), 1000);
        assertTrue(Arrays.stream(draws).allMatch(x -> x >= -0.5 && x < 2));
    }

    @Test
    void onlyTheGivenPartIsWritten() {
        double[] into = {7, 7, 7, 7};
        Initialiser.ONES.fill(RandomStream.of(1), into, 1, 2);
        assertEquals("[7.0, 1.0, 1.0, 7.0]", Arrays.toString(into));
    }

    @ParameterizedTest
    @CsvSource({"3, 5", "5, 3", "4, 4"})
    void orthogonalMatricesAre(int rows, int columns) {
        double[] q = draws(new Initialiser.Orthogonal(rows, columns, 2), rows * columns);
        int few = Math.min(rows, columns);
        for (int a = 0; a < few; a++) {
            for (int b = 0; b <= a; b++) {
                double dot = 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    dot += rows <= columns ? q[a * columns + k] * q[b * columns + k]
                            : q[k * columns + a] * q[k * columns + b];
                }
                assertEquals(a == b ? 4 : 0, dot, 1e-14);
            }
        }
    }

    @Test
    void unknownSchemesAreRefused() {
        assertThrows(LayerMisuse.class, () -> Schemes.of("xavier", 2, 2, 2, 2));
        Schemes.NAMES.forEach(name -> Schemes.of(name, 2, 2, 2, 2));
    }
}
