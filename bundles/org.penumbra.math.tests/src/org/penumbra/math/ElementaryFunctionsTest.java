package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values of 50 digits, rounded. */
class ElementaryFunctionsTest {

    private static void assertClose(double expected, double found) {
        assertEquals(expected, found, 4e-15 * Math.abs(expected));
    }

    @ParameterizedTest
    @CsvSource({"1e-09, 1e-09", "0.1, 0.09983407889920756", "-0.7, -0.6526665660823557", "3.5, 1.9657204716496515",
        "20000000.0, 17.50439001207821", "3e+155, 358.69244888330513"})
    void inverseHyperbolicSines(double x, double expected) {
        assertClose(expected, Kernels.asinh(x));
    }

    @ParameterizedTest
    @CsvSource({"1.0000001, 0.0004472135919037347", "1.5, 0.9624236501192069", "40.0, 4.381870348040067",
        "2000000000.0, 22.1095601980663"})
    void inverseHyperbolicCosines(double x, double expected) {
        assertClose(expected, Kernels.acosh(x));
    }

    @ParameterizedTest
    @CsvSource({"1e-09, 1e-09", "0.3, 0.3095196042031117", "-0.75, -0.9729550745276566", "0.999, 3.8002011672501994"})
    void inverseHyperbolicTangents(double x, double expected) {
        assertClose(expected, Kernels.atanh(x));
    }

    @ParameterizedTest
    @CsvSource({"-1e-10, -23.025850929990458", "-0.3, -1.3502256128148467", "-0.7, -0.6863410028083852",
        "-5.0, -0.006760749449488557", "-700.0, -9.859676543759771E-305"})
    void logsOfDifferences(double x, double expected) {
        assertClose(expected, Kernels.log1mExp(x));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.1, 0.8981388693815918", "1000.0, 999.0, 1000.3132616875182",
        "-800.0, -801.0, -799.6867383124818", "2.0, -40.0, 2.0"})
    void logsOfSums(double x, double y, double expected) {
        assertClose(expected, Kernels.logAddExp(x, y));
    }

    @ParameterizedTest
    @CsvSource({"0.001, -2000000002.3976321", "0.4, -32.23912862357835", "1.7, -0.6040890841034591",
        "9.99, -0.011073070531461051", "10.5, -0.00997514424771517", "300.0, -1.1148209876314589e-05",
        "-0.3, 67.63908119988317", "-2.6, -22.377796580409246"})
    void tetragammas(double x, double expected) {
        assertClose(expected, Kernels.tetragamma(x));
    }

    @ParameterizedTest
    @CsvSource({"5.5, 2.2, 13.411817031137321", "10.0, 3.0, 120.0", "100.0, 50.0, 1.008913445455642e+29",
        "30.25, 7.75, 4911331.193110641", "0.5, 0.25, 1.0787052023767587"})
    void choices(double n, double k, double expected) {
        assertClose(expected, Kernels.choose(n, k));
    }

    @Test
    void endsOfTheirRanges() {
        assertEquals(Double.NEGATIVE_INFINITY, Kernels.log1mExp(0));
        assertTrue(Double.isNaN(Kernels.log1mExp(0.1)));
        assertTrue(Double.isNaN(Kernels.acosh(0.5)));
        assertEquals(Double.POSITIVE_INFINITY, Kernels.atanh(1));
        assertTrue(Double.isNaN(Kernels.atanh(1.5)));
        assertEquals(-0.0, Kernels.asinh(-0.0));
        assertEquals(Double.NEGATIVE_INFINITY, Kernels.logAddExp(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY));
        assertEquals(3, Kernels.logAddExp(3, Double.NEGATIVE_INFINITY));
        assertEquals(1e300, Kernels.logAddExp(1e300, -1e300));
    }

    @Test
    void choicesAreExactAndSymmetric() {
        assertEquals(2598960, Kernels.choose(52, 5));
        assertEquals(Kernels.choose(60, 23), Kernels.choose(60, 37));
        assertEquals(1, Kernels.choose(7, 0));
        assertEquals(0, Kernels.choose(7, -1));
        assertEquals(0, Kernels.choose(7, 8));
        assertTrue(Double.isNaN(Kernels.choose(Double.NaN, 2)));
    }
}
