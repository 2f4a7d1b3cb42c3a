package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Incomplete gamma and beta functions and their derivatives by the shapes, against incomplete.csv. */
class IncompleteFunctionsTest {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    static Stream<String> rows() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                IncompleteFunctionsTest.class.getResourceAsStream("incomplete.csv"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void assertClose(String expected, double actual, double tolerance) {
        double value = Double.parseDouble(expected);
        assertEquals(value, actual, tolerance * Math.max(Math.min(1, Math.abs(value) * 1e3), Math.abs(value)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void agrees(String row) {
        String[] cells = row.split(";");
        double first = Double.parseDouble(cells[1]);
        double second = Double.parseDouble(cells[2]);
        switch (cells[0]) {
            case "gamma" -> {
                assertClose(cells[4], Kernels.logGammaP(first, second), 1e-14);
                assertClose(cells[5], Kernels.logGammaQ(first, second), first < 0.01 ? 1e-13 : 1e-14);
                assertClose(cells[6], Kernels.logGammaPByShape(first, second), 2e-13);
                assertClose(cells[7], Kernels.logGammaQByShape(first, second), 2e-13);
            }
            case "beta" -> {
                double third = Double.parseDouble(cells[3]);
                assertClose(cells[4], Kernels.logBetaCdf(first, second, third), 1e-14);
                assertClose(cells[5], Kernels.logBetaCdf(-first, third, second), 1e-14);
                assertClose(cells[6], Kernels.logBetaCdfByA(first, second, third), 2e-13);
                assertClose(cells[7], Kernels.logBetaCdfByB(first, second, third), 2e-13);
            }
            default -> {
                assertClose(cells[4], Kernels.logStudentCdf(first, second), 1e-14);
                assertClose(cells[6], Kernels.logStudentCdfByDf(first, second), 1e-11);
            }
        }
    }

    @Test
    void endsOfTheIntervals() {
        double infinity = Double.POSITIVE_INFINITY;
        assertEquals(NOTHING, Kernels.logGammaP(2, 0));
        assertEquals(0, Kernels.logGammaQ(2, 0));
        assertEquals(0, Kernels.logGammaP(2, infinity));
        assertEquals(NOTHING, Kernels.logGammaQ(2, infinity));
        assertEquals(0, Kernels.logGammaQByShape(2, 0));
        assertEquals(NOTHING, Kernels.logBetaCdf(NOTHING, 2, 3));
        assertEquals(0, Kernels.logBetaCdf(infinity, 2, 3));
        assertEquals(-StrictMath.log(2), Kernels.logStudentCdf(0, 3));
        assertEquals(0, Kernels.logStudentCdfByDf(0, 3));
        assertEquals(Double.NaN, Kernels.logGammaP(0, 1));
        assertEquals(Double.NaN, Kernels.logGammaQ(1, -1));
        assertEquals(Double.NaN, Kernels.logGammaQByShape(1, Double.NaN));
        assertEquals(Double.NaN, Kernels.logBetaCdf(0, -1, 2));
        assertEquals(Double.NaN, Kernels.logBetaCdf(Double.NaN, 1, 2));
        assertEquals(Double.NaN, Kernels.logStudentCdf(1, 0));
    }

    /** Both tails where the series hands over to the fraction, on either side of it. */
    @Test
    void theMethodsMeet() {
        for (double a : new double[] {0.01, 0.7, 1, 30, 1e5}) {
            double below = Kernels.logGammaP(a, Math.nextDown(a + 1));
            double above = Kernels.logGammaP(a, a + 1);
            assertEquals(below, above, 1e-12 * Math.max(1, -below));
            assertEquals(Kernels.logGammaPByShape(a, Math.nextDown(a + 1)), Kernels.logGammaPByShape(a, a + 1), 1e-11);
        }
        for (double shape : new double[] {0.5, 3, 1000}) {
            assertEquals(-StrictMath.log(2), Kernels.logBetaCdf(0, shape, shape), 1e-13);
        }
    }

    /** P(1, x) = 1 - exp(-x) and I_x(a, 1) = x^a, far into both tails. */
    @Test
    void closedForms() {
        for (double x : new double[] {1e-300, 1e-10, 0.1, 1, 1.9, 2, 5, 50, 5000}) {
            double q = -x;
            assertEquals(q, Kernels.logGammaQ(1, x), 1e-13 * Math.max(1e-16, x));
            double p = StrictMath.log(-StrictMath.expm1(-x));
            assertEquals(p, Kernels.logGammaP(1, x), 1e-13 * Math.max(1e-3, -p));
        }
        for (double z : new double[] {-1000, -20, -1, 0, 3, 20}) {
            double logX = -Kernels.softplus(-z);
            assertEquals(2.5 * logX, Kernels.logBetaCdf(z, 2.5, 1), 1e-13 * Math.max(1e-3, -logX));
            assertEquals(logX, Kernels.logBetaCdfByA(z, 2.5, 1), 1e-13 * Math.max(1, -logX));
        }
    }

    @Test
    void hugeShapesComeToAnEnd() {
        double a = 1e10;
        assertEquals(StrictMath.log(0.5), Kernels.logGammaP(a, a), 1e-5);
        assertTrue(Kernels.logStudentCdf(-3, 1e9) < -6.6 && Kernels.logStudentCdf(-3, 1e9) > -6.61);
        assertEquals(Kernels.logNormalCdf(-3), Kernels.logStudentCdf(-3, 1e9), 1e-7);
    }
}
