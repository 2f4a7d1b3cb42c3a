package org.penumbra.math.chains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.math.RandomStream;

class ChainSampleTest {

    /** Expected numbers: version 1.4.0 of the R package posterior, on draws of {@link #draws}, to 15 digits. */
    @ParameterizedTest
    @CsvSource({
        "plain, 4, 200, 0.5, 1.00927562863282, 217.679616161603, 463.439913044869, 223.312186709457, 641.420476070824, "
                + "414.965553092208, 0.0221856451476568, 0.00791179240478053, 0.0226165004177492",
        "shifted, 4, 200, 0.5, 1.07228857751497, 54.2597678223354, 369.258224369589, 55.1952088266767, "
                + "557.076963907913, 126.257670222211, 0.0470823102057815, 0.00924013809919074, 0.0561011956739078",
        "slow, 3, 1001, 0.97, 1.03807738477961, 61.5884438386577, 128.507267040738, 59.400788719535, 104.603288922667, "
                + "113.589360456949, 0.150498945965288, 0.0816482812610614, 0.13576254466091",
        "discrete, 2, 150, 0, 1.00005995634523, 327.420107312071, NaN, 330.5257744393, 300.946916993984, "
                + "345.092545673443, 0.0613460362183725, 0.0257776000248953, 0.5",
        "antithetic, 4, 250, -0.6, 1.00108761756363, 3000, 920.99280285011, 3000, 569.068008692318, 2780.63356914783, "
                + "0.00678330935347643, 0.00956278294546535, 0.012868501986598",
        "heavy, 4, 300, 0.3, 1.00425440958256, 608.717220198334, 788.503488215095, 653.632575536597, 879.657118252825, "
                + "859.496224778402, 0.0730985654050298, 0.114901294882369, 0.0119906110432714",
        "single, 1, 500, 0.7, 1.00117606680594, 72.0683073916254, 224.066431676578, 71.51375517474, 218.224128663048, "
                + "91.2931747417527, 0.0488424858087451, 0.017111784444826, 0.0639314343026427"})
    void agreesWithPosterior(String kind, int chains, int length, double memory, double rHat, double essBulk,
            double essTail, double essMean, double essSd, double essQuantile, double mcseMean, double mcseSd,
            double mcseQuantile) {
        ChainSample sample = ChainSample.of(draws(kind, chains, length, memory), chains);
        assertRelative(rHat, sample.rHat());
        assertRelative(essBulk, sample.essBulk());
        assertRelative(essTail, sample.essTail());
        assertRelative(essMean, sample.essMean());
        assertRelative(essSd, sample.essSd());
        assertRelative(essQuantile, sample.essQuantile(0.3));
        assertRelative(mcseMean, sample.mcseMean());
        assertRelative(mcseSd, sample.mcseSd());
        assertRelative(mcseQuantile, sample.mcseQuantile(0.3));
    }

    private static void assertRelative(double expected, double found) {
        assertEquals(expected, found, Double.isNaN(expected) ? 0 : 1e-11 * expected);
    }

    /**
     * Autoregressions x = memory x + u - 1/2, each from 0, of one row of the minimal standard generator with seed
     * 12345; then bent as their kinds say.
     */
    private static double[] draws(String kind, int chains, int length, double memory) {
        double[] draws = new double[chains * length];
        long state = 12345;
        double x = 0;
        for (int i = 0; i < draws.length; i++) {
            state = 16807 * state % 2147483647;
            double u = state / 2147483647.0;
            x = memory * (i % length == 0 ? 0 : x) + u - 0.5;
            draws[i] = switch (kind) {
                case "shifted" -> x + (i / length == 1 ? 0.3 : 0);
                case "discrete" -> Math.floor(4 * u);
                case "heavy" -> 100 * x * x * x * x * x;
                default -> x;
            };
        }
        return draws;
    }

    /** An autoregression of memory 0.9 has (1 - 0.9) / (1 + 0.9) of its draws' worth; 5 % is 3 standard errors. */
    @Test
    void worthOfAnAutoregressionIsKnown() {
        RandomStream random = RandomStream.of(5);
        double[] draws = new double[400_000];
        for (int i = 1; i < draws.length; i++) {
            draws[i] = 0.9 * draws[i - 1] + random.nextGaussian();
        }
        ChainSample sample = ChainSample.of(draws, 4);
        assertEquals(400_000 * 0.1 / 1.9, sample.essMean(), 0.05 * 400_000 * 0.1 / 1.9);
        assertEquals(1, sample.rHat(), 0.001);
    }

    /** Ranks do not change when a monotone function bends the draws. */
    @Test
    void bulkDoesNotSeeTheScale() {
        double[] draws = draws("plain", 4, 100, 0.5);
        ChainSample bent = ChainSample.of(map(draws, x -> Math.exp(9 * x)), 4);
        assertEquals(ChainSample.of(draws, 4).essBulk(), bent.essBulk(), 0);
    }

    @Test
    void scaleThatDiffersIsSeenByTheFoldedDraws() {
        double[] draws = draws("plain", 4, 200, 0);
        for (int i = 0; i < 200; i++) {
            draws[i] *= 3;
        }
        assertTrue(ChainSample.of(draws, 4).rHat() > 1.1);
    }

    @Test
    void nothingIsSaidOfConstantsShortChainsAndNaN() {
        for (double[] draws : new double[][] {new double[100], {1, 2, 3, 4, 5, 6},
            map(new double[100], x -> Double.NaN)}) {
            ChainSample sample = ChainSample.of(draws, 2);
            assertTrue(Double.isNaN(sample.rHat()) && Double.isNaN(sample.essBulk()) && Double.isNaN(sample.essTail())
                    && Double.isNaN(sample.mcseMean()) && Double.isNaN(sample.mcseSd())
                    && Double.isNaN(sample.mcseQuantile(0.5)), Arrays.toString(draws));
        }
    }

    private static double[] map(double[] from, DoubleUnaryOperator by) {
        return Arrays.stream(from).map(by).toArray();
    }
}
