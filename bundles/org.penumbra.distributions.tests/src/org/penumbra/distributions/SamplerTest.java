package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.math.RandomStream;

/** Goodness of fit with a fixed seed; each check would fail for one seed in a million. */
class SamplerTest {

    private static final int DRAWS = 20_000;
    private static final double FALSE_ALARM = 1e-6;

    private static double[] draw(Case member, long seed, int count) {
        RandomStream random = RandomStream.of(seed);
        return DoubleStream.generate(() -> member.distribution().sample(member.parameters(), random)).limit(count)
                .toArray();
    }

    /** Kolmogorov-Smirnov: P(D > d) is at most 2 exp(-2 n d^2) (Massart 1990). */
    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#continuous")
    void continuousDrawsFollowTheDistributionFunction(Case member) {
        double[] draws = draw(member, 20261, DRAWS);
        Arrays.sort(draws);
        double distance = 0;
        for (int i = 0; i < DRAWS; i++) {
            double p = member.cdf(draws[i]);
            distance = Math.max(distance, Math.max((i + 1.0) / DRAWS - p, p - (double) i / DRAWS));
        }
        double limit = Math.sqrt(-StrictMath.log(FALSE_ALARM / 2) / (2 * DRAWS));
        assertTrue(distance < limit, "distance " + distance + ", limit " + limit);
    }

    /** Chi-square over cells of equal probability, as nearly as the distribution allows. */
    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#counted")
    void countsFollowTheirMasses(Case member) {
        double[] upper = DoubleStream.iterate(0.05, p -> p < 0.999, p -> p + 0.05).map(member::quantile).distinct()
                .filter(x -> member.cdf(x) < 0.9995).toArray();
        double[] observed = new double[upper.length + 1];
        for (double x : draw(member, 20262, DRAWS)) {
            int cell = Arrays.binarySearch(upper, x);
            observed[cell >= 0 ? cell : -cell - 1]++;
        }
        double statistic = 0;
        for (int cell = 0; cell < observed.length; cell++) {
            double above = cell < upper.length ? member.cdf(upper[cell]) : 1;
            double expected = DRAWS * (above - (cell > 0 ? member.cdf(upper[cell - 1]) : 0));
            statistic += (observed[cell] - expected) * (observed[cell] - expected) / expected;
        }
        double limit = ChiSquaredDistribution.of(Math.max(1, upper.length)).inverseSurvivalProbability(FALSE_ALARM);
        assertTrue(upper.length > 0 && statistic < limit, "statistic " + statistic + ", limit " + limit);
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#all")
    void sameSeedSameDraws(Case member) {
        assertArrayEquals(draw(member, 5, 50), draw(member, 5, 50));
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#all")
    void drawsLieInTheSupport(Case member) {
        for (double x : draw(member, 7, 300)) {
            assertTrue(Double.isFinite(x) && x >= member.low() && x <= member.high());
            assertTrue(member.logDensity(x) > Double.NEGATIVE_INFINITY, () -> "no density at the draw " + x);
        }
    }

    /** A gamma draw of a tiny concentration underflows; it must stay positive, and its inverse finite. */
    @Test
    void extremeDrawsStayInsideOfTheSupport() {
        RandomStream random = RandomStream.of(9);
        for (int i = 0; i < 2000; i++) {
            assertTrue(new Gamma().sample(new double[] {1e-3, 1}, random) > 0);
            assertTrue(new InverseGamma().sample(new double[] {1e-3, 1}, random) < Double.POSITIVE_INFINITY);
        }
        assertEquals(0, new Poisson().sample(new double[] {0}, random));
        assertEquals(1, new Poisson().sample(new double[] {1e12}, random) / 1e12, 1e-5);
        assertEquals(0.25, new BinomialProbs().sample(new double[] {1e12, 0.25}, random) / 1e12, 1e-5);
        assertEquals(0, new BinomialProbs().sample(new double[] {1000, 0}, random));
        assertEquals(1000, new BinomialProbs().sample(new double[] {1000, 1}, random));
    }
}
