package org.penumbra.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class KnownGaussianTest {

    private static final KnownGaussian TARGET = KnownGaussian.correlated(-3, new double[] {1, -2, 0.5},
            new double[] {2, 0.1, 1}, 0.8);

    @Test
    void covarianceIsAutoregressive() {
        assertEquals(4, TARGET.covariance(0, 0), 1e-12);
        assertEquals(0.8 * 2 * 0.1, TARGET.covariance(1, 0), 1e-12);
        assertEquals(0.64 * 2 * 1, TARGET.covariance(0, 2), 1e-12);
    }

    /** At the mean the density is logEvidence - log sqrt det(2 pi covariance); det of AR(1) is (1 - r^2)^(n - 1). */
    @Test
    void densityAtTheMean() {
        double determinant = 4 * 0.01 * Math.pow(1 - 0.64, 2);
        assertEquals(-3 - 1.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(determinant),
                TARGET.logDensity(new double[] {1, -2, 0.5}), 1e-12);
    }

    @Test
    void gradientAgreesWithDifferences() {
        double[] x = {0.3, -2.05, 1};
        double[] gradient = new double[3];
        TARGET.logDensityAndGradient(x, gradient);
        for (int i = 0; i < 3; i++) {
            double kept = x[i];
            x[i] = kept + 1e-5;
            double up = TARGET.logDensity(x);
            x[i] = kept - 1e-5;
            double down = TARGET.logDensity(x);
            x[i] = kept;
            assertEquals((up - down) / 2e-5, gradient[i], 1e-6);
        }
    }
}
