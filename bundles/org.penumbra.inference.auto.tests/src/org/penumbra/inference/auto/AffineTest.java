package org.penumbra.inference.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.AffineMap;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

class AffineTest {

    private static final KnownGaussian TARGET = KnownGaussian.correlated(-3, new double[] {1, -200, 30},
            new double[] {1, 0.01, 40}, 0.6);

    /** In the coordinates of its own moments a normal is standard: mean 0, slope -u, density that of N(0, I). */
    @Test
    void aNormalIsStandardInItsOwnCoordinates() {
        AffineMap affine = Affine.of(draws(), true);
        AffineTarget inside = new AffineTarget(TARGET, affine);
        double[] u = {0.3, -1, 0.5};
        double[] slope = new double[3];
        double value = inside.logDensityAndGradient(u, slope);
        assertEquals(inside.logDensity(u), value, 1e-12);
        // 20,000 draws: moments are known to about 1 %.
        assertEquals(-3 - 1.5 * Math.log(2 * Math.PI) - 0.5 * (0.09 + 1 + 0.25), value, 0.08);
        assertArrayEquals(new double[] {-0.3, 1, -0.5}, slope, 0.08);
    }

    @Test
    void thereAndBack() {
        AffineMap affine = Affine.of(draws(), true);
        double[] u = {0.3, -1, 0.5};
        double[] x = new double[3];
        double[] back = new double[3];
        affine.toPoint(u, x);
        affine.fromPoint(x, back);
        assertArrayEquals(u, back, 1e-9);
    }

    @Test
    void theGradientAgreesWithDifferences() {
        AffineTarget inside = new AffineTarget(TARGET, Affine.of(draws(), true));
        double[] u = {0.3, -1, 0.5};
        double[] slope = new double[3];
        inside.logDensityAndGradient(u, slope);
        for (int i = 0; i < 3; i++) {
            double kept = u[i];
            u[i] = kept + 1e-4;
            double up = inside.logDensity(u);
            u[i] = kept - 1e-4;
            double down = inside.logDensity(u);
            u[i] = kept;
            assertEquals((up - down) / 2e-4, slope[i], 1e-6);
        }
    }

    @Test
    void aGuideKeepsItsDensity() {
        AffineGuide guide = new AffineGuide(new MeanFieldNormal(new double[] {0.1, 0, 2}, new double[] {1, 2, 0.5}),
                Affine.of(draws(), true));
        double[] x = new double[3];
        double logQ = guide.transform(new double[] {0.3, 1, -1}, x);
        assertEquals(logQ, guide.logDensity(x), 1e-10);
    }

    private static FitResult draws() {
        RandomStream random = RandomStream.of(2);
        double[][] points = new double[20_000][3];
        double[] logP = new double[points.length];
        double[] logQ = new double[points.length];
        for (int draw = 0; draw < points.length; draw++) {
            double last = 0;
            for (int i = 0; i < 3; i++) {
                last = i == 0 ? random.nextGaussian() : 0.6 * last + 0.8 * random.nextGaussian();
                points[draw][i] = TARGET.mean(i) + TARGET.sd(i) * last;
            }
            logP[draw] = TARGET.logDensity(points[draw]);
            logQ[draw] = logP[draw] + 3;
        }
        return new FitResult(Status.CONVERGED, null, new FitResult.Draws(points, logP, logQ),
                new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 0, new double[0], List.of());
    }
}
