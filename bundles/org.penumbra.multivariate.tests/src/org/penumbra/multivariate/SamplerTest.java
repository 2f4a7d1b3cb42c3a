package org.penumbra.multivariate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.math.RandomStream;

/**
 * Samplers against their own densities and moments. Every comparison asks for less than 5 standard errors, which a
 * right sampler exceeds once in 1.7 million; there are about 500, so that a false alarm would come once in 3000 seeds.
 * The seed is fixed.
 */
class SamplerTest {

    private static final double LIMIT = 5;

    static Stream<Case> cases() {
        return Case.all();
    }

    private static double[][] draws(Case one, int count) {
        RandomStream random = RandomStream.of(20);
        double[][] draws = new double[count][one.size()];
        for (double[] draw : draws) {
            one.distribution().sample(one.parameters(), random, draw);
        }
        return draws;
    }

    private static void assertMean(double expected, double[] values, String what) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
        double error = Math.sqrt(square / values.length);
        assertEquals(expected, mean, LIMIT * error + 1e-12, what);
    }

    /** The ratio of two densities has the mean 1 under the one below, whatever the two are. */
    @ParameterizedTest
    @MethodSource("cases")
    void drawsFollowTheDensity(Case one) {
        Numbers density = one.density();
        Numbers near = one.nearDensity();
        double[] ratios = Arrays.stream(draws(one, 3000))
                .mapToDouble(x -> Math.exp(near.logDensity(x) - density.logDensity(x))).toArray();
        assertMean(1, ratios, "ratio of densities");
        double spread = Arrays.stream(ratios).max().orElseThrow() - Arrays.stream(ratios).min().orElseThrow();
        assertTrue(spread > 0.05, "the other density must differ for the test to see anything");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void drawsHaveTheMoments(Case one) {
        double[][] draws = draws(one, 20_000);
        int n = one.size();
        double[] mean = new double[n];
        double[] covariance = new double[n * n];
        one.distribution().mean(one.parameters(), mean);
        one.distribution().covariance(one.parameters(), covariance);
        for (int i = 0; i < n; i++) {
            int k = i;
            if (!Double.isNaN(mean[i])) {
                assertMean(mean[i], Arrays.stream(draws).mapToDouble(x -> x[k]).toArray(), "mean " + i);
            }
            for (int j = 0; j <= i; j++) {
                int l = j;
                if (!Double.isNaN(covariance[i * n + j])) {
                    assertMean(covariance[i * n + j], Arrays.stream(draws)
                            .mapToDouble(x -> (x[k] - mean[k]) * (x[l] - mean[l])).toArray(),
                            "covariance " + i + ", " + j);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void drawsLieInTheSet(Case one) {
        Numbers density = one.density();
        for (double[] draw : draws(one, 200)) {
            assertTrue(density.logDensity(draw) > Double.NEGATIVE_INFINITY, () -> Arrays.toString(draw));
            if (one.structure() != null) {
                assertEquals(Optional.empty(), one.structure().fault(draw, one.event().getFirst()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSeedFixesTheDraws(Case one) {
        assertArrayEquals(draws(one, 3)[2], draws(one, 3)[2], 0.0);
    }
}
