package org.penumbra.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;
import org.penumbra.picture.Observed;
import org.penumbra.picture.Sample;
import org.penumbra.testing.MadeEvidence;

/** What pictures compute, against what is known. */
class NumbersTest {

    private static double[] normals(int count, double sd, RandomStream random) {
        double[] draws = new double[count];
        Arrays.setAll(draws, i -> sd * random.nextGaussian());
        return draws;
    }

    @Test
    void quantilesHonourWeights() {
        Column equal = Column.of(new double[] {3, Double.NaN, 1, 2, 4}, Optional.empty());
        assertEquals(4, equal.count());
        assertEquals(2, equal.quantile(0.5));
        assertEquals(2.5, equal.mean(), 1e-12);
        Column weighted = Column.of(new double[] {3, 1, 2}, Optional.of(new double[] {0.1, 0.2, 0.7}));
        assertEquals(2, weighted.quantile(0.5));
        assertEquals(1, weighted.quantile(0.1));
        assertEquals(1.9, weighted.mean(), 1e-12);
        assertEquals(Math.sqrt(0.2 * 0.81 + 0.7 * 0.01 + 0.1 * 1.21), weighted.sd(), 1e-12);
        assertEquals(1 / (0.01 + 0.04 + 0.49), weighted.effective(), 1e-12);
    }

    /** The integral is 1 up to the tails beyond the grid, and the height that of the normal density, within 4 %. */
    @Test
    void densitiesIntegrateToOne() {
        Density density = Density.of(Column.of(normals(40_000, 2, RandomStream.of(7)), Optional.empty()), "real");
        assertEquals(1, integral(density), 0.01);
        assertEquals(1 / (2 * Math.sqrt(2 * Math.PI)), density.highest(), 0.04 * 0.2);
    }

    /** Half a normal distribution is highest at its bound, where a kernel alone would say half of it. */
    @Test
    void densitiesAreReflectedAtTheirBounds() {
        double[] draws = Arrays.stream(normals(40_000, 1, RandomStream.of(8))).map(Math::abs).toArray();
        Density density = Density.of(Column.of(draws, Optional.empty()), "positive");
        assertEquals(0, density.first());
        assertEquals(1, integral(density), 0.01);
        assertEquals(2 / Math.sqrt(2 * Math.PI), density.y()[0], 0.05);
    }

    private static double integral(Density density) {
        double sum = 0;
        for (int i = 1; i < density.x().length; i++) {
            sum += 0.5 * (density.y()[i] + density.y()[i - 1]) * (density.x()[i] - density.x()[i - 1]);
        }
        return sum;
    }

    /** An autoregression with coefficient r has autocorrelation r^k; standard error about 0.01. */
    @Test
    void autocorrelationOfAnAutoregression() {
        RandomStream random = RandomStream.of(9);
        double[] chain = new double[40_000];
        for (int i = 1; i < chain.length; i++) {
            chain[i] = 0.6 * chain[i - 1] + random.nextGaussian();
        }
        double[] found = Autocorrelation.of(chain, 3);
        assertArrayEquals(new double[] {1, 0.6, 0.36, 0.216}, found, 0.04);
    }

    @Test
    void ranksShareTies() {
        assertArrayEquals(new double[] {0.5, 0.5, 0.125, 0.875}, Rank.ranks(new double[] {2, 2, 1, 5}), 1e-12);
    }

    @Test
    void windowsHaveMeanAndSpread() {
        double[] steps = new double[32];
        double[] values = new double[32];
        Arrays.setAll(steps, i -> i + 1);
        Arrays.setAll(values, i -> i < 16 ? i % 2 : 10 + i % 2);
        ElboTrace.Windows windows = ElboTrace.Windows.of(steps, values, 0, 2);
        assertArrayEquals(new double[] {0.5, 10.5}, windows.mean(), 1e-12);
        assertEquals(Math.sqrt(16 * 0.25 / 15), windows.sd()[0], 1e-12);
    }

    /** Ratios of two normal densities, r = exp((1 - 1/s^2) x^2 / 2) with x of scale s: the tail index is 1 - s^2. */
    @Test
    void kHatSeesAGuideThatIsTooNarrow() {
        RandomStream random = RandomStream.of(10);
        double scale = 0.6;
        double[] x = normals(20_000, scale, random);
        double[] ratios = Arrays.stream(x).map(one -> 0.5 * one * one * (1 / (scale * scale) - 1)).toArray();
        double[] logWeights = org.penumbra.math.Psis.smooth(ratios).logWeights();
        double found = KHat.shape(x, ratios, logWeights);
        assertTrue(found > 0.5 && found < 1, "" + found);
    }

    /** With one fixed normal prediction leaving out changes nothing: positions are those of the data in it. */
    @Test
    void positionsOfDataInTheirPredictions() {
        double[][] drawn = new double[100][2];
        for (int draw = 0; draw < 100; draw++) {
            drawn[draw][0] = draw;
            drawn[draw][1] = 3;
        }
        Observed site = new Observed() {
            @Override
            public String name() {
                return "y";
            }

            @Override
            public List<Integer> shape() {
                return List.of(2);
            }

            @Override
            public double[] values() {
                return new double[] {24.5, 3};
            }

            @Override
            public Optional<double[][]> predictive() {
                return Optional.of(drawn);
            }

            @Override
            public Optional<double[][]> logLikelihood() {
                return Optional.of(new double[100][2]);
            }
        };
        assertArrayEquals(new double[] {0.25, 0.5}, LooPit.positions(site, Optional.empty()), 1e-9);
        double[] weights = new double[100];
        Arrays.setAll(weights, draw -> draw < 50 ? 0.8 / 50 : 0.2 / 50);
        double below = 0;
        for (int draw = 0; draw < 100; draw++) {
            below += weights[draw] * (drawn[draw][0] < 24.5 ? 1 : 0);
        }
        assertArrayEquals(new double[] {below, 0.5}, LooPit.positions(site, Optional.of(weights)), 1e-9);
    }

    /** The made guide draws mu with 0.3 instead of 0.5; weights widen it a little. */
    @Test
    void aNarrowGuideIsSeen() {
        MadeEvidence evidence = MadeEvidence.ofGuide(4);
        Sample other = evidence.reference().orElseThrow();
        Compare.Difference mu = Compare.Difference.of(evidence.posterior(), other, 0);
        assertTrue(mu.ratio() > 0.5 && mu.ratio() < 0.85, mu.toString());
        assertEquals("mu", mu.name());
        Compare.Difference same = Compare.Difference.of(other, other, 1);
        assertEquals(1, same.ratio(), 1e-12);
        assertEquals(0, same.shift(), 1e-12);
    }

    @Test
    void ticksAreTheSameEverywhere() {
        Ticks ticks = new Ticks();
        assertEquals("0", ticks.format(-0.0));
        assertEquals("0.3", ticks.format(0.1 + 0.2));
        assertEquals("12,500", ticks.format(12_500));
        assertEquals("2.5e7", ticks.format(2.5e7));
        assertEquals("-1e-5", ticks.format(-1e-5));
    }
}
