package org.penumbra.objectives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.inference.Objective.Estimator;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;
import org.penumbra.objectives.TraceElbo.Gradient;
import org.penumbra.testing.KnownGaussian;

class TraceElboTest {

    private static final KnownGaussian TARGET = KnownGaussian.correlated(-2, new double[] {1, 2},
            new double[] {1.5, 0.7}, 0.6);

    private static MeanFieldNormal guide() {
        return new MeanFieldNormal(new double[] {0.3, 1.6}, new double[] {0.8, 1.1});
    }

    /** The same stream on both sides makes the estimate a smooth function of the parameters. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void gradientAgreesWithFiniteDifferencesOfTheSameDraws(int particles) {
        MeanFieldNormal guide = guide();
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

    /** E log p is quadratic in the locations and linear in the variances, with the precisions as coefficients. */
    @Test
    void theMeanIsTheKnownElbo() {
        MeanFieldNormal guide = guide();
        Estimator estimator = bind(guide, 1, false, Gradient.TOTAL);
        RandomStream random = RandomStream.of(8);
        OnlineMoments value = new OnlineMoments(1);
        OnlineMoments slope = new OnlineMoments(4);
        double[] gradient = new double[4];
        for (int i = 0; i < 50_000; i++) {
            value.add(estimator.valueAndGradient(random, gradient));
            slope.add(gradient);
        }
        double precision0 = 1 / (1.5 * 1.5 * 0.64);
        double precision1 = 1 / (0.7 * 0.7 * 0.64);
        double spread0 = 0.64 * precision0;
        double spread1 = 1.21 * precision1;
        double[] at = {0.3, 1.6};
        double expected = TARGET.logDensity(at) - 0.5 * (spread0 + spread1) + Math.log(0.8 * 1.1) + 1
                + Math.log(2 * Math.PI);
        double[] pull = new double[2];
        TARGET.logDensityAndGradient(at, pull);
        double[] expectedSlope = {pull[0], pull[1], 1 - spread0, 1 - spread1};
        // Four standard errors, five numbers: a false alarm in 1 of 3,000 seeds, and the seed is fixed.
        assertEquals(expected, value.mean(0), 4 * value.standardError(0));
        for (int j = 0; j < 4; j++) {
            assertEquals(expectedSlope[j], slope.mean(j), 4 * slope.standardError(j));
        }
    }

    /** The relative error of a ratio of variances of 20,000 draws is 2 %; 4 of them, once in 16,000 seeds. */
    @Test
    void particlesDivideTheVariance() {
        assertEquals(1.0 / 16, variance(16, false, Gradient.TOTAL, 0) / variance(1, false, Gradient.TOTAL, 0), 0.005);
    }

    /** The slope in a location is linear in the noise when the target is Gaussian, so mirrored noise cancels. */
    @Test
    void pairsCancelWhatIsLinear() {
        assertEquals(0, variance(2, true, Gradient.TOTAL, 0), 1e-20);
    }

    /** At the truth the slope in the log scale is 1 - noise^2, of variance 2; without the score nothing is left. */
    @Test
    void stickingTheLandingIsLessNoisyNearTheEnd() {
        double total = Line.moments(new TraceElbo().bind(Line.target(0, 1, 2), Line.guide(1, 2),
                new TraceElbo.Options(1, false, Gradient.TOTAL)), 5, 2000).variance(2);
        double stl = Line.moments(new TraceElbo().bind(Line.target(0, 1, 2), Line.guide(1, 2),
                new TraceElbo.Options(1, false, Gradient.STL)), 5, 2000).variance(2);
        assertEquals(2, total, 0.4);
        assertEquals(0, stl, 1e-20);
    }

    @Test
    void aPointNeedsOneParticleAndNoNoise() {
        int[] calls = new int[1];
        KnownGaussian counting = new KnownGaussian(-2, TARGET.means(), TARGET.cholesky()) {
            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                calls[0]++;
                return super.logDensityAndGradient(x, gradient);
            }
        };
        PointGuide guide = new PointGuide(0.3, -0.4);
        Estimator estimator = new TraceElbo().bind(counting, guide, new TraceElbo.Options(50, false, Gradient.TOTAL));
        assertEquals(TARGET.logDensity(guide.parameters()),
                estimator.valueAndGradient(RandomStream.of(1), new double[2]));
        assertEquals(1, calls[0]);
    }

    @Test
    void pairsOfAnOddNumberAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TraceElbo.Options(3, true, Gradient.TOTAL));
    }

    private static double variance(int particles, boolean antithetic, Gradient gradient, int component) {
        Estimator estimator = bind(guide(), particles, antithetic, gradient);
        RandomStream random = RandomStream.of(2);
        OnlineMoments moments = new OnlineMoments(4);
        double[] slope = new double[4];
        for (int i = 0; i < 20_000; i++) {
            estimator.valueAndGradient(random, slope);
            moments.add(slope);
        }
        return moments.variance(component);
    }

    private static double estimate(MeanFieldNormal guide, int particles, double[] gradient) {
        return bind(guide, particles, false, Gradient.TOTAL).valueAndGradient(RandomStream.of(4), gradient);
    }

    private static Estimator bind(MeanFieldNormal guide, int particles, boolean antithetic, Gradient gradient) {
        return new TraceElbo().bind(TARGET, guide, new TraceElbo.Options(particles, antithetic, gradient));
    }
}
