package org.penumbra.inference.svi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.inference.Objective.Estimator;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;

class TraceElboTest {

    private static final GaussianTarget TARGET =
            new GaussianTarget(-2, new double[] {1, 2}, new double[][] {{2, 1.2}, {1.2, 1}});

    /** The same stream on both sides makes the estimate a smooth function of the parameters. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void gradientAgreesWithFiniteDifferencesOfTheSameDraws(int particles) {
        TestGuide guide = guide();
        double[] parameters = guide.parameters();
        double[] gradient = {9, 9, 9, 9};
        estimate(guide, particles, gradient);
        double step = 1e-5;
        for (int j = 0; j < parameters.length; j++) {
            double kept = parameters[j];
            parameters[j] = kept + step;
            double up = estimate(guide, particles, new double[4]);
            parameters[j] = kept - step;
            double down = estimate(guide, particles, new double[4]);
            parameters[j] = kept;
            assertEquals((up - down) / (2 * step), gradient[j], 1e-6 * (1 + Math.abs(gradient[j])));
        }
    }

    /** ELBO and gradient in closed form: E log p is quadratic in the locations and linear in the variances. */
    @Test
    void theMeanIsTheKnownElbo() {
        TestGuide guide = guide();
        Estimator estimator = new TraceElbo().bind(TARGET, guide, new TraceElbo.Options(1));
        RandomStream random = RandomStream.of(8);
        OnlineMoments value = new OnlineMoments(1);
        OnlineMoments slope = new OnlineMoments(4);
        double[] gradient = new double[4];
        for (int i = 0; i < 50_000; i++) {
            value.add(estimator.valueAndGradient(random, gradient));
            slope.add(gradient);
        }
        double[] at = guide.parameters();
        double s0 = Math.exp(2 * at[2]);
        double s1 = Math.exp(2 * at[3]);
        double expected = TARGET.logDensity(at) - 0.5 * (2 * s0 + s1) + at[2] + at[3] + 1 + Math.log(2 * Math.PI);
        double[] pull = new double[2];
        TARGET.logDensityAndGradient(at, pull);
        double[] expectedSlope = {pull[0], pull[1], 1 - 2 * s0, 1 - s1};
        // Four standard errors, five numbers: a false alarm in 1 of 3,000 seeds, and the seed is fixed.
        assertEquals(expected, value.mean(0), 4 * value.standardError(0));
        for (int j = 0; j < 4; j++) {
            assertEquals(expectedSlope[j], slope.mean(j), 4 * slope.standardError(j));
        }
    }

    @Test
    void particlesDivideTheVariance() {
        assertEquals(1.0 / 16, variance(16) / variance(1), 0.015);
    }

    @Test
    void aPointNeedsOneParticleAndNoNoise() {
        int[] calls = new int[1];
        GaussianTarget counting = new GaussianTarget(-2, TARGET.mean, TARGET.precision) {
            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                calls[0]++;
                return super.logDensityAndGradient(x, gradient);
            }
        };
        TestGuide guide = new TestGuide(2, false);
        Estimator estimator = new TraceElbo().bind(counting, guide, new TraceElbo.Options(50));
        assertEquals(TARGET.logDensity(guide.parameters()),
                estimator.valueAndGradient(RandomStream.of(1), new double[2]));
        assertEquals(1, calls[0]);
    }

    @Test
    void anUndefinedTargetGivesAnUndefinedEstimate() {
        GaussianTarget broken = new GaussianTarget(Double.NaN, TARGET.mean, TARGET.precision);
        Estimator estimator = new TraceElbo().bind(broken, guide(), new TraceElbo.Options(3));
        assertTrue(Double.isNaN(estimator.valueAndGradient(RandomStream.of(1), new double[4])));
    }

    private static double variance(int particles) {
        Estimator estimator = new TraceElbo().bind(TARGET, guide(), new TraceElbo.Options(particles));
        RandomStream random = RandomStream.of(2);
        OnlineMoments moments = new OnlineMoments(1);
        for (int i = 0; i < 20_000; i++) {
            moments.add(estimator.valueAndGradient(random, new double[4]));
        }
        return moments.variance(0);
    }

    private static double estimate(TestGuide guide, int particles, double[] gradient) {
        return new TraceElbo().bind(TARGET, guide, new TraceElbo.Options(particles))
                .valueAndGradient(RandomStream.of(4), gradient);
    }

    private static TestGuide guide() {
        TestGuide guide = new TestGuide(2, true);
        double[] start = {0.3, -0.4, -0.2, 0.1};
        System.arraycopy(start, 0, guide.parameters(), 0, 4);
        return guide;
    }
}
