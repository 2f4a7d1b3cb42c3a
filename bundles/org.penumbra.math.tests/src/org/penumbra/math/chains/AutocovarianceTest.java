package org.penumbra.math.chains;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.math.RandomStream;

class AutocovarianceTest {

    /** Lengths around powers of two, where padding could be one too short. */
    @ParameterizedTest
    @ValueSource(ints = {65, 127, 128, 129, 200, 1000})
    void transformGivesTheSums(int length) {
        RandomStream random = RandomStream.of(length);
        double[] y = new double[length];
        for (int i = 0; i < length; i++) {
            y[i] = random.nextGaussian() + Math.cos(0.01 * i);
        }
        Autocovariance covariance = new Autocovariance(y);
        for (int lag = 0; lag < length; lag++) {
            double sum = 0;
            for (int i = lag; i < length; i++) {
                sum += y[i] * y[i - lag];
            }
            assertEquals(sum / length, covariance.at(lag), 1e-12, "lag " + lag);
        }
    }

    @Test
    void transformOfOneWaveIsOneLine() {
        double[] re = new double[16];
        double[] im = new double[16];
        for (int i = 0; i < 16; i++) {
            re[i] = Math.cos(2 * Math.PI * 3 * i / 16);
        }
        FourierTransform.forward(re, im);
        for (int k = 0; k < 16; k++) {
            assertEquals(k == 3 || k == 13 ? 8 : 0, re[k], 1e-14);
            assertEquals(0, im[k], 1e-14);
        }
    }
}
