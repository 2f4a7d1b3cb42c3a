package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogBetaKernelTest {

    /** Of the value, or of 1 where the value is smaller: B(a, b) itself is then this accurate. */
    private static final double TOLERANCE = 4e-15;

    private static void assertClose(double expected, double a, double b) {
        assertEquals(expected, Kernels.logBeta(a, b), TOLERANCE * Math.max(1, Math.abs(expected)),
                () -> "B(" + a + ", " + b + ")");
        assertEquals(Kernels.logBeta(a, b), Kernels.logBeta(b, a), "symmetric");
    }

    @Test
    void agreesWithCommonsNumbersEverywhere() {
        SplittableRandom random = new SplittableRandom(5);
        for (int k = 0; k < 50_000; k++) {
            double a = StrictMath.exp(random.nextDouble(-30, 30));
            double b = StrictMath.exp(k % 2 == 0 ? random.nextDouble(-30, 30) : random.nextDouble(-2, 3));
            assertClose(LogBeta.value(a, b), a, b);
        }
    }

    /** B(a, b) = (n - 1)! / (a (a + 1) ... (a + n - 1)) for b = n; across all seams. */
    @Test
    void isARatioOfProductsForWholeNumbers() {
        for (double a = 0.125; a < 24; a += 0.125) {
            double product = 1 / a;
            for (int n = 1; n < 24; n++) {
                assertClose(Kernels.log(product), a, n);
                product *= n / (a + n);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 1.1447298858494002", "1, 1, 0", "1, 1e9, -20.72326583694641", "1e-300, 3, 690.7755278982137",
        "0, 1, NaN", "-1, 2, NaN", "NaN, 1, NaN", "1, NaN, NaN", "1, Infinity, NaN"})
    void knowsTheEdges(double a, double b, double expected) {
        if (Double.isNaN(expected)) {
            assertEquals(Double.NaN, Kernels.logBeta(a, b));
            assertEquals(Double.NaN, Kernels.logBeta(b, a));
        } else {
            assertClose(expected, a, b);
        }
    }
}
