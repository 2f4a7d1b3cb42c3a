package org.penumbra.inference.mcmc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Options;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.Statistics;
import org.penumbra.math.chains.ChainSample;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.KnownGaussian;
import org.penumbra.testing.TestContext;

class NutsTest {

    static Nuts.Options options(Map<String, ?> given) {
        return Options.read(Nuts.Options.class, "NUTS", given);
    }

    private static FitResult fit(Target target, Map<String, ?> given) {
        return new Nuts().fit(target, options(given), new TestContext());
    }

    @Test
    void keepsTheContract() {
        AlgorithmContract.of(Nuts::new, options(Map.of("samples", "1000", "warmup", "300")),
                options(Map.of("samples", "1", "warmup", "0", "chains", "1")))
                .expecting(Expectation.EXACT.withoutObjective()).check();
    }

    private static ChainSample sample(FitResult result, int coordinate) {
        return ChainSample.of(Arrays.stream(result.draws().points()).mapToDouble(x -> x[coordinate]).toArray(),
                result.chains().orElseThrow().count());
    }

    private static double statistic(FitResult result, String name) {
        return Statistics.mean(result.chains().orElseThrow().statistic(name).orElseThrow().values());
    }

    /** Means and variances within 4 errors, 60 comparisons: a false alarm in 250 seeds. */
    @Test
    void everyMetricGivesTheMoments() {
        KnownGaussian truth = KnownGaussian.correlated(0, new double[] {1, -2, 0.5, 10, -3},
                new double[] {2, 0.3, 1, 5, 1}, 0.9);
        for (MetricKind kind : MetricKind.values()) {
            FitResult result = fit(truth, Map.of("metric", kind.toString(), "warmup", "500"));
            for (int i = 0; i < 5; i++) {
                ChainSample sample = sample(result, i);
                double[] x = column(result, i);
                assertEquals(truth.mean(i), Statistics.mean(x), 4 * sample.mcseMean(), kind + " " + i);
                assertEquals(truth.sd(i), Statistics.standardDeviation(x), 4 * sample.mcseSd(), kind + " " + i);
                assertTrue(sample.rHat() < 1.02, kind + " " + i + ": " + sample.rHat());
            }
        }
    }

    private static double[] column(FitResult result, int coordinate) {
        return Arrays.stream(result.draws().points()).mapToDouble(x -> x[coordinate]).toArray();
    }

    /** Without being asked: a normal with correlations of 0.99 is as easy as a round one. */
    @Test
    void correlationsAreSeen() {
        double[] ones = new double[10];
        Arrays.fill(ones, 1);
        KnownGaussian narrow = KnownGaussian.correlated(0, new double[10], ones, 0.99);
        FitResult automatic = fit(narrow, Map.of());
        FitResult diagonal = fit(narrow, Map.of("metric", "diagonal"));
        assertEquals("dense", automatic.chains().orElseThrow().adaptations().getFirst().metric());
        assertTrue(statistic(automatic, Statistic.LEAPFROGS) < 0.25 * statistic(diagonal, Statistic.LEAPFROGS));
        double[] variances = automatic.chains().orElseThrow().adaptations().getFirst().variances();
        assertArrayEquals(ones, variances, 0.3);
    }

    /** Correlations of six nines, as of an intercept and the slope of a year, are as easy as none. */
    @Test
    void allButProportionalCoefficientsAreEasy() {
        double[][] factor = {{2000, 0}, {-1, 0.001}};
        FitResult result = fit(new KnownGaussian(0, new double[] {-3000, 1.5}, factor), Map.of("warmup", "400"));
        assertTrue(statistic(result, Statistic.LEAPFROGS) < 8, "" + statistic(result, Statistic.LEAPFROGS));
        assertTrue(sample(result, 1).essBulk() > 1500, "" + sample(result, 1).essBulk());
        FitResult unaided = fit(new KnownGaussian(0, new double[] {-3000, 1.5}, factor), Map.of("climb", "false"));
        assertTrue(statistic(unaided, Statistic.LEAPFROGS) < 100, "" + statistic(unaided, Statistic.LEAPFROGS));
    }

    /** One long direction among 300, where no dense metric is tried. */
    @Test
    void fewDirectionsThatStandOutAreSeen() {
        Target target = ridge(300, 100);
        FitResult found = fit(target, Map.of("samples", "200", "warmup", "400", "chains", "2"));
        FitResult diagonal = fit(target, Map.of("samples", "200", "warmup", "400", "chains", "2", "metric",
                "diagonal"));
        assertEquals("lowRank", found.chains().orElseThrow().adaptations().getFirst().metric());
        assertTrue(alongRidge(found) > 4 * alongRidge(diagonal), alongRidge(found) + " " + alongRidge(diagonal));
    }

    /** Effective draws along the long direction, for each gradient. */
    private static double alongRidge(FitResult result) {
        double[] along = Arrays.stream(result.draws().points()).mapToDouble(x -> Arrays.stream(x).sum()).toArray();
        return ChainSample.of(along, 2).essBulk() / statistic(result, Statistic.LEAPFROGS);
    }

    /** Independent coordinates need no correlations. */
    @Test
    void independentCoordinatesStayDiagonal() {
        double[] sds = new double[20];
        Arrays.setAll(sds, i -> Math.pow(10, i % 5 - 2));
        FitResult result = fit(KnownGaussian.independent(0, new double[20], sds), Map.of());
        assertEquals("diagonal", result.chains().orElseThrow().adaptations().getFirst().metric());
        assertTrue(statistic(result, Statistic.LEAPFROGS) < 12);
    }

    /** Neal's funnel: the chains cannot follow it into its neck, and say so. */
    @Test
    void theFunnelDiverges() {
        FitResult result = fit(funnel(), Map.of());
        double[] divergent = result.chains().orElseThrow().statistic(Statistic.DIVERGENT).orElseThrow().values();
        assertTrue(Arrays.stream(divergent).sum() > 3, "divergences: " + Arrays.stream(divergent).sum());
    }

    private static Target funnel() {
        return new FormulaTarget(10, (x, gradient) -> {
            double value = -x[0] * x[0] / 18;
            gradient[0] = -x[0] / 9;
            double precision = StrictMath.exp(-x[0]);
            for (int i = 1; i < 10; i++) {
                value += -0.5 * x[0] - 0.5 * x[i] * x[i] * precision;
                gradient[0] += -0.5 + 0.5 * x[i] * x[i] * precision;
                gradient[i] = -x[i] * precision;
            }
            return value;
        });
    }

    /** Independent standard normals but for one direction, along which the standard deviation is larger. */
    private static Target ridge(int n, double sd) {
        return new FormulaTarget(n, (x, gradient) -> {
            double along = Arrays.stream(x).sum() / Math.sqrt(n);
            double excess = 1 - 1 / (sd * sd);
            double value = 0.5 * excess * along * along;
            for (int i = 0; i < n; i++) {
                value -= 0.5 * x[i] * x[i];
                gradient[i] = -x[i] + excess * along / Math.sqrt(n);
            }
            return value;
        });
    }

    @Test
    void statisticsAreConsistent() {
        FitResult result = fit(KnownGaussian.independent(0, new double[2], new double[] {1, 3}),
                Map.of("samples", "300", "chains", "3", "maxTreeDepth", "2"));
        Chains chains = result.chains().orElseThrow();
        assertEquals(3, chains.count());
        assertEquals(300, chains.length());
        double[] depth = chains.statistic(Statistic.TREE_DEPTH).orElseThrow().values();
        double[] steps = chains.statistic(Statistic.LEAPFROGS).orElseThrow().values();
        double[] energy = chains.statistic(Statistic.ENERGY).orElseThrow().values();
        for (int i = 0; i < depth.length; i++) {
            assertTrue(depth[i] <= 2 && steps[i] <= 3 && steps[i] >= (1 << (int) depth[i]) - 1);
            assertTrue(energy[i] >= -result.draws().logP()[i], "the kinetic energy is not negative");
        }
        double acceptance = statistic(result, Statistic.ACCEPTANCE);
        assertTrue(acceptance > 0.75 && acceptance < 0.96, "acceptance " + acceptance);
    }

    /** Chains that are stopped at different places answer with as many draws of each. */
    @Test
    void aStoppedRunHasEqualChains() {
        FitResult result = new Nuts().fit(KnownGaussian.independent(0, new double[2], new double[] {1, 1}),
                options(Map.of("warmup", "100")), new TestContext().cancelAfter(1500));
        assertEquals(Status.CANCELLED, result.status());
        Chains chains = result.chains().orElseThrow();
        assertEquals(result.draws().count(), chains.count() * chains.length());
        assertTrue(chains.length() > 50 && chains.count() >= 3, chains.count() + " of " + chains.length());
    }
}
