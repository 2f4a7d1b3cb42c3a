package org.penumbra.inference.pathfinder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.math.DenseCholesky;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

/** The normals of a path against plain matrices, and every derivative against differences. */
class PathGuideTest {

    private static final int N = 5;
    private static final KnownGaussian TARGET = KnownGaussian.correlated(0, new double[] {1, -1, 2, 0, 3},
            new double[] {1, 2, 0.5, 1, 3}, 0.6);

    private static LowRankFit fit(double from, int iterations, int history) {
        Lbfgs lbfgs = new Lbfgs(TARGET::logDensityAndGradient, new double[] {from, 2, 0, from, 1}, history);
        for (int i = 0; i < iterations; i++) {
            lbfgs.step();
        }
        LowRankFit fit = new LowRankFit(N, history);
        assertTrue(fit.fit(lbfgs));
        return fit;
    }

    private static PathGuide guide() {
        double[] parameters = new double[4 * N];
        Component[] components = {fit(3, 3, 2).component(parameters, 0), fit(-3, 5, 2).component(parameters, 2 * N)};
        return new PathGuide(N, parameters, components, new double[] {0.4, 0.6}, new double[] {-0.2533471, 9});
    }

    /** The two-loop recursion times the unit vectors is the covariance that draws and densities must have. */
    @Test
    void covarianceIsThatOfTheTwoLoopRecursion() {
        for (int history : new int[] {1, 2, 10}) {
            Lbfgs lbfgs = new Lbfgs(TARGET::logDensityAndGradient, new double[N], history);
            for (int i = 0; i < 4; i++) {
                lbfgs.step();
            }
            double[][] covariance = new double[N][N];
            for (int i = 0; i < N; i++) {
                double[] unit = new double[N];
                unit[i] = 1;
                lbfgs.pairs().direction(unit, covariance[i]);
            }
            LowRankFit fit = new LowRankFit(N, history);
            assertTrue(fit.fit(lbfgs));
            Component component = fit.component(new double[2 * N], 0);
            for (int i = 0; i < N; i++) {
                assertEquals(Math.sqrt(covariance[i][i]), component.sd(i), 1e-10);
            }
            assertTrue(DenseCholesky.factor(covariance));
            double[] noise = {0.3, -1, 0.5, 2, -0.7};
            double[] x = new double[N];
            component.transform(noise, x);
            double expected = -0.5 * N * Math.log(2 * Math.PI) - 0.5 * DenseCholesky.logDeterminant(covariance);
            for (double each : noise) {
                expected -= 0.5 * each * each;
            }
            assertEquals(expected, component.logDensity(x), 1e-10);
            double[] white = new double[N];
            for (int i = 0; i < N; i++) {
                white[i] = x[i] - component.mean(i);
            }
            DenseCholesky.solveLower(covariance, white);
            double square = 0;
            for (double each : white) {
                square += each * each;
            }
            assertEquals(0.09 + 1 + 0.25 + 4 + 0.49, square, 1e-9);
        }
    }

    @Test
    void gradientsAgreeWithDifferences() {
        PathGuide guide = guide();
        double[] x = {0.5, 1, 2, -0.3, 1.5};
        double[] gradient = new double[N];
        guide.logDensityAndGradient(x, gradient);
        double[] score = new double[4 * N];
        guide.accumulateScore(x, 1, score);
        for (int i = 0; i < N; i++) {
            int at = i;
            assertEquals(difference(x, at, () -> guide.logDensity(x)), gradient[i], 1e-6);
        }
        for (int i = 0; i < 4 * N; i++) {
            assertEquals(difference(guide.parameters(), i, () -> guide.logDensity(x)), score[i], 1e-6);
        }
    }

    @Test
    void thePathGradientAgreesWithDifferences() {
        PathGuide guide = guide();
        for (double last : new double[] {-1, 1}) {
            double[] noise = {0.3, -1, 0.5, 1.2, -0.7, last};
            double[] x = new double[N];
            double[] slope = new double[N];
            double[] gradient = new double[4 * N];
            guide.transform(noise, x);
            TARGET.logDensityAndGradient(x, slope);
            guide.accumulateGradient(noise, slope, 1, gradient);
            double[] scratch = new double[N];
            for (int i = 0; i < 4 * N; i++) {
                double difference = difference(guide.parameters(), i, () -> {
                    double logQ = guide.transform(noise, scratch);
                    return TARGET.logDensity(scratch) - logQ;
                });
                assertEquals(difference, gradient[i], 1e-5);
            }
        }
    }

    /** The threshold is the normal quantile of 0.4. */
    @Test
    void picksByTheLastNoise() {
        PathGuide guide = guide();
        RandomStream random = RandomStream.of(3);
        double[] noise = new double[N + 1];
        double[] x = new double[N];
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            guide.sample(random, noise, x);
            sum += x[0];
        }
        double[] p = guide.parameters();
        assertEquals(0.4 * p[0] + 0.6 * p[2 * N], sum / 20_000, 0.05);
    }

    private static double difference(double[] array, int at, java.util.function.DoubleSupplier value) {
        double kept = array[at];
        array[at] = kept + 1e-6;
        double up = value.getAsDouble();
        array[at] = kept - 1e-6;
        double down = value.getAsDouble();
        array[at] = kept;
        return (up - down) / 2e-6;
    }
}
