package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values: mpmath 1.3 with 50 digits. */
class BesselFunctionsTest {

    @ParameterizedTest
    @CsvSource({"0, 0.0, 0.0", "1e-300, -1.0000000000000000251e-300, 5.0000000000000001253e-301",
        "1e-12, -9.9999999999974997989e-13, 4.9999999999999998994e-13",
        "0.003, -0.0029977500012656237967, 0.0014999983125025312773",
        "0.7, -0.5810593960893981056, 0.33017728953267104213",
        "1.9, -1.1449395252344934848, 0.68064906472233056888",
        "5, -1.6953182241774665662, 0.89338313704408522159",
        "12.5, -2.1713644853828779637, 0.959126297076218109",
        "19.9, -2.4078501813786479777, 0.97454146585793119944",
        "20, -2.4103895717557257092, 0.9746705078898071259",
        "20.1, -2.4129161232110203019, 0.97479824759824658964",
        "35, -2.6929885245147615202, 0.98560919093126831341",
        "150, -3.4234200496481409128, 0.9966610736828278884",
        "1000, -4.3726911101305353285, 0.9994998748748042802",
        "1e6, -7.8266936871867472938, 0.99999949999987499987",
        "1e15, -18.188326730660015247, 0.9999999999999995", "1e300, -346.30670248231152537, 1.0",
        "-0.7, 0.81894060391060180558, -0.33017728953267104213",
        "-12.5, 22.828635514617122036, -0.959126297076218109",
        "-25, 47.476728004999243759, -0.97979145349051593122",
        "-1000, 1995.6273088898694647, -0.9994998748748042802"})
    void agrees(double x, double logI0e, double ratio) {
        assertEquals(logI0e, Kernels.logBesselI0e(x), 2e-15 * Math.abs(logI0e));
        assertEquals(ratio, Kernels.besselRatio(x), 1e-15 * Math.abs(ratio));
    }

    @Test
    void reachTheirLimits() {
        assertEquals(Double.NEGATIVE_INFINITY, Kernels.logBesselI0e(Double.POSITIVE_INFINITY));
        assertEquals(1, Kernels.besselRatio(Double.POSITIVE_INFINITY));
        assertEquals(-1, Kernels.besselRatio(Double.NEGATIVE_INFINITY));
        assertEquals(Double.NaN, Kernels.logBesselI0e(Double.NaN));
        assertEquals(Double.NaN, Kernels.besselRatio(Double.NaN));
    }

    /** No step where the power series hands over to the asymptotic one. */
    @Test
    void seamsAreTight() {
        double above = Math.nextUp(20.0);
        assertEquals(Kernels.logBesselI0e(20), Kernels.logBesselI0e(above), 4e-15);
        assertEquals(Kernels.besselRatio(20), Kernels.besselRatio(above), 4e-16);
    }

    @Test
    void theRatioIsTheDerivative() {
        double h = 1e-5;
        for (double x = -30.3; x < 40; x += 0.77) {
            double slope = (Kernels.logBesselI0e(x + h) - Kernels.logBesselI0e(x - h)) / (2 * h);
            assertEquals(Kernels.besselRatio(x) - 1, slope, 1e-9);
        }
    }
}
