package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowKernelTest {

    private static final double MOST_ULPS = 0.8;

    private static void assertAccurate(double x, double y) {
        BigDecimal exact = Exact.exp(new BigDecimal(y).multiply(Exact.log(new BigDecimal(x))));
        double found = Kernels.pow(x, y);
        double error = Exact.ulps(found, exact);
        assertTrue(error <= MOST_ULPS, () -> x + "^" + y + " = " + found + " is off by " + error);
    }

    /** Whatever the base, powers over the whole range of results, of which the last bits are hardest to get. */
    @Test
    void isAccurateInUnitsOfTheLastPlace() {
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < 1500; k++) {
            double x = switch (k % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong(0x0010000000000000L, 0x7FEFFFFFFFFFFFFFL));
                case 1 -> random.nextDouble(0.4, 2.5);
                default -> 1 + random.nextDouble(-1, 1) * StrictMath.exp(random.nextDouble(-30, -1));
            };
            double log = x == 1 ? 1 : StrictMath.log(x);
            assertAccurate(x, random.nextDouble(-707, 709) / log);
            assertAccurate(x, Math.min(1, 700 / Math.abs(log)) * random.nextDouble(-1, 1));
        }
    }

    @Test
    void isExactWhereTheResultIsANumber() {
        for (int x = 1; x <= 40; x++) {
            for (int y = 0; StrictMath.pow(x, y) < 0x1p53 && y < 60; y++) {
                assertEquals(BigDecimal.valueOf(x).pow(y).doubleValue(), Kernels.pow(x, y));
            }
            assertEquals(x, Kernels.pow((double) x * x, 0.5));
        }
    }

    @ParameterizedTest(name = "{0}^{1} = {2}")
    @CsvSource({"0, 0, 1", "NaN, 0, 1", "1, NaN, NaN", "NaN, 1, NaN", "-2, 3, -8", "-2, 0.5, NaN", "0, 2, 0",
        "-0.0, 3, -0.0", "0, -1, Infinity", "-0.0, -3, -Infinity", "Infinity, 2, Infinity", "Infinity, -1, 0",
        "2, Infinity, Infinity", "2, -Infinity, 0", "0.5, Infinity, 0", "1, 1E300, 1", "2, 1024, Infinity",
        "2, -1074, 4.9E-324", "2, -1076, 0", "1.5, 1E19, Infinity",
        "0.5, 1E19, 0", "1.0000000000000002, 1E300, Infinity", "4.9E-324, 1, 4.9E-324"})
    void knowsTheEdges(double x, double y, double expected) {
        assertEquals(expected, Kernels.pow(x, y));
    }

    @Test
    void staysNearThatOfTheLibrary() {
        SplittableRandom random = new SplittableRandom(2);
        for (int k = 0; k < 100_000; k++) {
            double x = StrictMath.exp(random.nextDouble(-40, 40));
            double y = random.nextDouble(-17, 17);
            double expected = StrictMath.pow(x, y);
            assertEquals(expected, Kernels.pow(x, y), 2 * Math.ulp(expected));
        }
    }
}
