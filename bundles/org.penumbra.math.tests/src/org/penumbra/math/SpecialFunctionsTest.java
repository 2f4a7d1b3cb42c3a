package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference values: mpmath 1.3 with 40 digits. */
class SpecialFunctionsTest {

    private static void assertRelative(double expected, double actual, double tolerance) {
        assertTrue(Math.abs(actual - expected) <= tolerance * Math.abs(expected),
                () -> "expected " + expected + " within a relative " + tolerance + ", found " + actual);
    }

    @ParameterizedTest
    @CsvSource({"1e-300, -9.9999999999999997494e+299", "1e-12, -1000000000000.5772358",
        "1e-05, -100000.57719921567289", "0.003, -333.90562498540746037", "0.25, -4.2274535333762654081",
        "0.999, -0.57886180210864542792", "1.4, -0.061384544585116236801", "1.46, -0.0015805619870834521062",
        "1.4616321449683622, -9.2412655217294275168e-17", "1.4617, 6.5659392293676495502e-5",
        "1.75, 0.24747245354686116371", "2, 0.42278433509846713939", "3.3, 1.0348224890596216863",
        "9.99, 2.250700372831201122", "10, 2.2517525890667211076", "25.5, 3.2189424728839197665",
        "1000, 6.9072551956488120521", "1e9, 20.723265836446411156", "1e300, 690.77552789821370526",
        "-0.5, 0.036489973978576520559", "-1e-9, 999999999.42278427117", "-3.25, 4.4662758723502799671",
        "-100.7, 2.3346021567199008768"})
    void digammaAgrees(double x, double expected) {
        assertRelative(expected, SpecialFunctions.digamma(x), x > 0 ? 1e-15 : 1e-13);
    }

    @ParameterizedTest
    @CsvSource({"1e-12, 1.0000000000000000402e+24", "1e-05, 10000000001.64490839", "0.003, 111112.74886194768543",
        "0.25, 17.197329154507110739", "0.999, 1.6473414317770505536", "1.46, 0.96911962150988789455",
        "2, 0.64493406684822643647", "3.3, 0.35350154184106183225", "9.99, 0.10527695014824178439",
        "10, 0.10516633568168574612", "25.5, 0.039994669649562924037", "1000, 0.0010005001666666333334",
        "1e9, 1.0000000005000000002e-9", "1e150, 1.0000000000000000192e-150", "-0.5, 8.9348022005446793094",
        "-3.25, 19.474085068082155114", "-100.7, 15.069532360278806797"})
    void trigammaAgrees(double x, double expected) {
        assertRelative(expected, SpecialFunctions.trigamma(x), x > 0 ? 1e-15 : 1e-13);
    }

    @Test
    void polygammasHavePolesAtTheNonPositiveIntegers() {
        for (double pole : new double[] {0, -0.0, -1, -7, -0x1p60, Double.NEGATIVE_INFINITY}) {
            assertEquals(Double.NaN, SpecialFunctions.digamma(pole));
        }
        assertEquals(Double.POSITIVE_INFINITY, SpecialFunctions.trigamma(0));
        assertEquals(Double.POSITIVE_INFINITY, SpecialFunctions.trigamma(-7));
        assertEquals(Double.POSITIVE_INFINITY, SpecialFunctions.digamma(Double.POSITIVE_INFINITY));
        assertEquals(0, SpecialFunctions.trigamma(Double.POSITIVE_INFINITY));
        assertEquals(Double.NaN, SpecialFunctions.digamma(Double.NaN));
        assertEquals(Double.NaN, SpecialFunctions.trigamma(Double.NaN));
    }

    /** psi(x + 1) = psi(x) + 1/x, across every seam between the formulas. */
    @Test
    void digammaSatisfiesItsRecurrence() {
        for (double x = 0.01; x < 14; x += 0.0137) {
            assertEquals(SpecialFunctions.digamma(x) + 1 / x, SpecialFunctions.digamma(x + 1), 4e-15 + 4e-16 / x);
            assertEquals(SpecialFunctions.trigamma(x) - 1 / (x * x), SpecialFunctions.trigamma(x + 1),
                    4e-15 + 8e-16 / (x * x));
        }
    }

    /** An argument far out on the negative axis must not cost a step per unit. */
    @Test
    void digammaReachesFarIntoTheNegativeAxis() {
        double expected = SpecialFunctions.digamma(1e12 + 1.25) - Math.PI / StrictMath.tan(-Math.PI / 4);
        assertEquals(expected, SpecialFunctions.digamma(-1e12 - 0.25), 1e-13);
    }

    @ParameterizedTest
    @CsvSource({"1e-300, 690.77552789821370518", "1e-5, 11.512919692895825626", "0.3, 1.0957979948180755606",
        "0.999, 5.7803853289138023817e-4", "1.0000001, -5.772155829918507097e-8", "1.5, -0.12078223763524522235",
        "2.0000001, 4.2278436665324979232e-8", "3.7, 1.4280723266653881292", "12.5, 18.734347511936445702",
        "171.5, 709.14316303092824227", "1e6, 12815504.56914761166", "1e15, 33538776394910668.91",
        "-0.5, 1.2655121234846453965", "-2.25, 0.55550154502064747059"})
    void logGammaAgrees(double x, double expected) {
        assertRelative(expected, Kernels.logGamma(x), 1e-15);
    }

    @Test
    void logGammaAgreesWithCommonsNumbersEverywhere() {
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < 20_000; k++) {
            double x = StrictMath.exp(random.nextDouble(-30, 40));
            assertRelative(LogGamma.value(x), Kernels.logGamma(x), 2e-15);
            double negative = -random.nextDouble(0, 30);
            assertEquals(LogGamma.value(negative), Kernels.logGamma(negative), 1e-12 / distance(negative));
        }
    }

    /** From the nearest pole. */
    private static double distance(double x) {
        return Math.abs(x - Math.rint(x));
    }

    @ParameterizedTest
    @CsvSource({"0, Infinity", "-0.0, Infinity", "-3, Infinity", "Infinity, Infinity", "-Infinity, Infinity",
        "NaN, NaN", "1, 0", "2, 0", "1e307, Infinity", "4.9E-324, 744.4400719213812"})
    void logGammaKnowsTheEdges(double x, double expected) {
        assertEquals(expected, Kernels.logGamma(x));
    }

    @ParameterizedTest
    @CsvSource({"-37.5, 4.6053530095819548438e-308", "-20, 2.7536241186062336951e-89",
        "-8.3, 5.2055697448902540246e-17", "-5, 2.8665157187919391167e-7", "-1.5, 0.066807201268858066004",
        "-1, 0.15865525393145705141", "-0.3, 0.38208857781104736693", "0, 0.5", "0.7, 0.75803634777692697138",
        "2.5, 0.99379033467422386483"})
    void normalCdfAgrees(double x, double expected) {
        assertRelative(expected, Kernels.normalCdf(x), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"-1e5, -5000000012.4318639983", "-200, -20006.217280898190402", "-37.5, -707.66898931750719107",
        "-5, -15.064998393988725736", "-1.5, -2.705944400823889807", "-0.3, -0.96210281816885065666",
        "0, -0.69314718055994530942", "0.7, -0.277023942277131263", "4, -3.167174337748926386e-5",
        "8, -6.2209605742717860585e-16", "20, -2.7536241186062336951e-89"})
    void logNormalCdfAgrees(double x, double expected) {
        assertRelative(expected, Kernels.logNormalCdf(x), 1e-15);
    }

    @Test
    void normalDistributionFunctionsReachTheirLimits() {
        assertEquals(0, Kernels.normalCdf(Double.NEGATIVE_INFINITY));
        assertEquals(1, Kernels.normalCdf(Double.POSITIVE_INFINITY));
        assertEquals(Double.NEGATIVE_INFINITY, Kernels.logNormalCdf(Double.NEGATIVE_INFINITY));
        assertEquals(0, Kernels.logNormalCdf(Double.POSITIVE_INFINITY), 0);
        assertEquals(Double.NaN, Kernels.normalCdf(Double.NaN));
        assertEquals(Double.NaN, Kernels.logNormalCdf(Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({"1e-300, -37.047096299361199237", "1e-16, -8.2220822161304356152", "0.001, -3.0902323061678135354",
        "0.025, -1.9599639845400542118", "0.25, -0.6744897501960817432", "0.9, 1.2815515655446005935",
        "0.999, 3.0902323061678132778", "0, -Infinity", "1, Infinity"})
    void normalQuantileAgrees(double p, double expected) {
        assertEquals(expected, SpecialFunctions.normalQuantile(p), 1e-14 * Math.abs(expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 2.5, 40})
    void logBetaIsTheLogGammaRatio(double a) {
        for (double b : new double[] {0.3, 1.7, 9.5, 30}) {
            double expected = Kernels.logGamma(a) + Kernels.logGamma(b) - Kernels.logGamma(a + b);
            assertEquals(expected, SpecialFunctions.logBeta(a, b), 1e-13);
        }
    }

    /** The log-gammas themselves are as large as 1e9 here. */
    @ParameterizedTest
    @CsvSource({"1e-300, 2, 690.77552789821370518", "0.01, 40, 4.5627153386532710684",
        "0.5, 0.5, 1.1447298858494001741", "2.5, 1e8, -45.767019008157994396", "9.5, 10, -13.369925608082358898",
        "1e8, 1e8, -138629444.05681730912", "1e12, 3, -82.199916167228699315", "999, 1001, -1388.4816011355686668"})
    void logBetaDoesNotCancel(double a, double b, double expected) {
        assertRelative(expected, Kernels.logBeta(a, b), 1e-15);
        assertRelative(expected, Kernels.logBeta(b, a), 1e-15);
    }

    @Test
    void logBetaIsNotANumberWhereTheBetaFunctionDiverges() {
        assertEquals(Double.NaN, Kernels.logBeta(0, 2));
        assertEquals(Double.NaN, Kernels.logBeta(3, -1));
        assertEquals(Double.NaN, Kernels.logBeta(Double.NaN, 1));
    }

    /** d/dx log Gamma = digamma, d/dx digamma = trigamma, d/dx log Phi = phi / Phi, by central differences. */
    @Test
    void derivativesFitTogether() {
        for (double x = 0.35; x < 15; x += 0.3) {
            assertEquals(slope(Kernels::logGamma, x), Kernels.digamma(x), 2e-9);
            assertEquals(slope(Kernels::digamma, x), Kernels.trigamma(x), 2e-8);
            double z = 7 - x;
            double density = StrictMath.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
            assertRelative(density / Kernels.normalCdf(z), slope(Kernels::logNormalCdf, z) + 1e-300, 1e-4);
        }
    }

    private static double slope(DoubleUnaryOperator function, double x) {
        double h = 1e-5;
        return (function.applyAsDouble(x + h) - function.applyAsDouble(x - h)) / (2 * h);
    }
}
