package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PsisTest {

    /** Expected numbers: the papers' formulas worked out apart from this code, with 50 digits. */
    @Test
    void fitOfTenHeavyValues() {
        GeneralizedPareto fitted = GeneralizedPareto.fit(
                new double[] {0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 1.9, 3.1, 6.0, 20.0});
        assertEquals(0.71201273461351344, fitted.shape(), 1e-13);
        assertEquals(1.032376395645962, fitted.scale(), 1e-13);
    }

    /** As above, on values with a bounded tail, whose shape is negative. */
    @Test
    void fitOfUniformValues() {
        GeneralizedPareto fitted = GeneralizedPareto.fit(
                IntStream.rangeClosed(1, 20).mapToDouble(i -> i / 20.0).toArray());
        assertEquals(-0.40462148035522866, fitted.shape(), 1e-13);
        assertEquals(0.9264780405176366, fitted.scale(), 1e-13);
    }

    /** As above, on 40 log ratios i^2 / 200, of which 8 are smoothed. */
    @Test
    void smoothedWeightsOfFortyRatios() {
        double[] ratios = IntStream.rangeClosed(1, 40).mapToDouble(i -> i * i / 200.0).toArray();
        Psis psis = Psis.smooth(ratios);
        assertEquals(8, Psis.tailSize(40));
        assertEquals(0.42512366725140821, psis.kHat(), 1e-12);
        assertEquals(-9.1303544443480362, psis.logWeights()[0], 1e-12);
        assertEquals(-4.015354444348036, psis.logWeights()[31], 1e-12);
        assertEquals(-3.771360351166515, psis.logWeights()[32], 1e-12);
        assertEquals(-1.5900930442457053, psis.logWeights()[38], 1e-12);
        assertEquals(-1.1353544443480359, psis.logWeights()[39], 1e-12);
        assertEquals(5.5378050553818383, psis.effectiveSize(), 1e-11);
    }

    /**
     * Ratios 1 / U^k have a Pareto tail of shape k exactly. The standard error of k-hat is (1 + k) / sqrt(M) for a tail
     * of M (maximum likelihood, Smith 1987); four of them, a false alarm in 1 of 16,000 samples (the seed is fixed),
     * and 0.01 for the pull of the prior towards 0.5.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7, 0.9, 1.5})
    void recoversTheShapeOfAParetoTail(double shape) {
        int draws = 200_000;
        RandomStream random = RandomStream.of(20240229);
        double[] ratios = IntStream.range(0, draws)
                .mapToDouble(i -> -shape * Math.log1p(-random.nextDouble())).toArray();
        double tolerance = 4 * (1 + shape) / Math.sqrt(Psis.tailSize(draws)) + 0.01;
        assertEquals(shape, Psis.smooth(ratios).kHat(), tolerance);
    }

    /** p = N(0, 1), q = N(0, s^2) with s < 1: ratios exp((1 / s^2 - 1) x^2 / 2) have the shape 1 - s^2. */
    @Test
    void aGuideThatIsTooNarrowIsSeen() {
        RandomStream random = RandomStream.of(7);
        double scale = 0.4;
        double[] ratios = IntStream.range(0, 100_000).mapToDouble(i -> {
            double z = random.nextGaussian();
            return 0.5 * z * z * (1 - scale * scale);
        }).toArray();
        assertEquals(1 - scale * scale, Psis.smooth(ratios).kHat(), 0.2);
    }

    @Test
    void theOffsetOfTheRatiosDoesNotMatter() {
        double[] ratios = gaussian(1000, 3);
        double[] shifted = Arrays.stream(ratios).map(r -> r - 1e4).toArray();
        assertEquals(Psis.smooth(ratios).kHat(), Psis.smooth(shifted).kHat(), 1e-8);
    }

    @Test
    void weightsSumToOneAndKeepTheirOrder() {
        double[] ratios = gaussian(500, 4);
        double[] before = ratios.clone();
        double[] weights = Arrays.stream(Psis.smooth(ratios).logWeights()).map(Math::exp).toArray();
        assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
        assertArrayEquals(before, ratios);
        for (int i = 1; i < ratios.length; i++) {
            assertTrue((ratios[i] - ratios[i - 1]) * (weights[i] - weights[i - 1]) >= 0);
        }
    }

    /** The guide is the posterior: constant ratios, exactly or up to the rounding of a log density near -1000. */
    @Test
    void constantRatiosAreAsGoodAsCanBe() {
        RandomStream random = RandomStream.of(1);
        double[] exact = new double[1000];
        double[] rounded = IntStream.range(0, 1000).mapToDouble(i -> -1000 + 2e-13 * random.nextInt(5)).toArray();
        for (double[] ratios : new double[][] {exact, rounded}) {
            Psis psis = Psis.smooth(ratios);
            assertEquals(0, psis.kHat());
            assertEquals(1000, psis.effectiveSize(), 1e-6);
        }
    }

    @Test
    void tiesWithTheCutoffAreNoExceedances() {
        double[] twoLevels = IntStream.range(0, 1000).mapToDouble(i -> i < 50 ? 1 : 0).toArray();
        assertEquals(0, Psis.smooth(twoLevels).kHat());
    }

    @Test
    void ratiosBeyondTheRangeOfDoublesStillGiveALargeShape() {
        double[] ratios = IntStream.range(0, 1000).mapToDouble(i -> 10.0 * i).toArray();
        double kHat = Psis.smooth(ratios).kHat();
        assertTrue(kHat > 5 && Double.isFinite(kHat), () -> "k-hat " + kHat);
    }

    @Test
    void zeroWeightsAreAllowed() {
        double[] ratios = gaussian(1000, 5);
        Arrays.fill(ratios, 0, 300, Double.NEGATIVE_INFINITY);
        Psis psis = Psis.smooth(ratios);
        assertTrue(Double.isFinite(psis.kHat()));
        assertEquals(Double.NEGATIVE_INFINITY, psis.logWeights()[0]);
        assertEquals(1, Arrays.stream(psis.logWeights()).map(Math::exp).sum(), 1e-12);
    }

    @Test
    void whatCannotBeEstimatedIsNaN() {
        assertTrue(Double.isNaN(Psis.smooth(new double[0]).kHat()));
        assertTrue(Double.isNaN(Psis.smooth(gaussian(20, 1)).kHat()));
        assertTrue(Double.isFinite(Psis.smooth(gaussian(21, 1)).kHat()));
        double[] broken = gaussian(100, 1);
        broken[7] = Double.NaN;
        assertTrue(Double.isNaN(Psis.smooth(broken).kHat()));
        broken[7] = Double.POSITIVE_INFINITY;
        assertTrue(Double.isNaN(Psis.smooth(broken).kHat()));
        Arrays.fill(broken, Double.NEGATIVE_INFINITY);
        assertTrue(Double.isNaN(Psis.smooth(broken).kHat()));
    }

    @Test
    void quantilesInvertTheDistribution() {
        GeneralizedPareto heavy = new GeneralizedPareto(0.5, 2);
        // F(x) = 1 - (1 + x / 4)^-2, so F(4) = 3/4.
        assertEquals(4, heavy.quantile(0.75), 1e-14);
        assertEquals(2 * Math.log(4), new GeneralizedPareto(0, 2).quantile(0.75), 1e-14);
        assertEquals(0, heavy.quantile(0));
    }

    private static double[] gaussian(int count, long seed) {
        RandomStream random = RandomStream.of(seed);
        return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
    }
}
