package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The posterior of discrete sites given the others: against every joint assignment. */
class DiscretePosteriorTest {

    static Stream<EnumeratedModel> models() {
        return DiscreteSitesTest.models();
    }

    private static double[] point(Target target) {
        RandomStream random = RandomStream.of(11);
        return IntStream.range(0, target.dimension()).mapToDouble(i -> 0.8 * random.nextGaussian()).toArray();
    }

    @ParameterizedTest
    @MethodSource("models")
    void probabilitiesAreThoseOfAllAssignments(EnumeratedModel model) {
        Target target = model.summedOut().compileUnchecked().target();
        double[] x = point(target);
        DiscreteSites sites = target.discreteSites();
        double[] expected = new double[sites.probabilityCount()];
        double total = model.enumerated(x);
        model.forEach(x, (values, logJoint) -> {
            for (DiscreteSites.Site site : sites.sites()) {
                for (int e = 0; e < site.size(); e++) {
                    expected[site.probabilityOffset() + e * site.cardinality() + values[site.valueOffset() + e]
                            - site.low()] += StrictMath.exp(logJoint - total);
                }
            }
        });
        double[] found = new double[expected.length];
        sites.probabilities(x, found);
        assertArrayEquals(expected, found, 1e-10);
    }

    @ParameterizedTest
    @MethodSource("models")
    void theModeIsTheBestAssignment(EnumeratedModel model) {
        Target target = model.summedOut().compileUnchecked().target();
        double[] x = point(target);
        double[] mode = new double[target.discreteSites().valueCount()];
        target.discreteSites().mode(x, mode);
        Map<List<Integer>, Double> joint = new HashMap<>();
        model.forEach(x, (values, logJoint) -> joint.put(IntStream.of(values).boxed().toList(), logJoint));
        double best = joint.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertEquals(best, joint.get(Arrays.stream(mode).mapToObj(value -> (int) value).toList()), 1e-10);
    }

    /**
     * Pearson's chi-square over all assignments that are expected at least five times, the others together. With the
     * Wilson-Hilferty approximation its cube root is normal; beyond 4.5 standard deviations false alarms are below 4e-6
     * for each of the models, 2e-4 for all of them; seeds are fixed.
     */
    @ParameterizedTest
    @MethodSource("models")
    void drawsHaveTheJointPosterior(EnumeratedModel model) {
        Target target = model.summedOut().compileUnchecked().target();
        double[] x = point(target);
        int draws = 4000;
        Map<List<Integer>, Integer> counts = drawn(target, x, draws);
        double total = model.enumerated(x);
        List<double[]> cells = new ArrayList<>();
        double[] rest = new double[2];
        model.forEach(x, (assignment, logJoint) -> {
            double expected = draws * StrictMath.exp(logJoint - total);
            int observed = counts.getOrDefault(IntStream.of(assignment).boxed().toList(), 0);
            assertTrue(expected > 0 || observed == 0);
            if (expected >= 5) {
                cells.add(new double[] {expected, observed});
            } else {
                rest[0] += expected;
                rest[1] += observed;
            }
        });
        if (rest[0] >= 5) {
            cells.add(rest);
        }
        double statistic = cells.stream()
                .mapToDouble(cell -> (cell[1] - cell[0]) * (cell[1] - cell[0]) / cell[0]).sum();
        double degrees = Math.max(1, cells.size() - 1);
        double normal = (Math.cbrt(statistic / degrees) - (1 - 2 / (9 * degrees))) / Math.sqrt(2 / (9 * degrees));
        assertTrue(normal < 4.5, "chi-square " + statistic + " with " + degrees + " degrees of freedom");
    }

    private static Map<List<Integer>, Integer> drawn(Target target, double[] x, int draws) {
        RandomStream random = RandomStream.of(5);
        Map<List<Integer>, Integer> counts = new HashMap<>();
        double[] values = new double[target.discreteSites().valueCount()];
        for (int i = 0; i < draws; i++) {
            target.discreteSites().sample(x, random, values);
            counts.merge(Arrays.stream(values).mapToObj(value -> (int) value).toList(), 1, Integer::sum);
        }
        return counts;
    }

    /** A walk of 5 steps between two states that swap with probability 0.2: P(z[5] = z[1]) = (1 + 0.6^4) / 2. */
    @Test
    void priorDrawsFollowTheOrderOfTheText() {
        Target target = new ModelText("data y : real  z[1] ~ Bernoulli(0.5)\n"
                + "for t in 2..5 { z[t] ~ Bernoulli(if z[t-1] == 1 then 0.8 else 0.2) }\n"
                + "a ~ Normal(10 * z[1], 0.1)  b ~ Normal(10 * z[5], 0.1)  y ~ Normal(a + b, 1)").scalar("y", 1)
                .compileUnchecked().target();
        RandomStream random = RandomStream.of(3);
        double[] x = new double[2];
        int same = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            target.samplePrior(random, x);
            assertTrue(Math.abs(x[0] - 10 * Math.rint(x[0] / 10)) < 1);
            same += Math.abs(x[0] - x[1]) < 2 ? 1 : 0;
        }
        double expected = (1 + Math.pow(0.6, 4)) / 2;
        // Five standard errors: false alarms below 1e-6.
        assertEquals(expected, same / (double) draws, 5 * Math.sqrt(expected * (1 - expected) / draws));
    }

    /** Two observations, each sure of its component: the mixture's posterior is known by Bayes' rule alone. */
    @Test
    void theMixtureOfTwoNormalsByHand() {
        Target target = new ModelText("data y : real[2]  m ~ Normal(0, 1)\n"
                + "plate i in 1..2 { z[i] ~ Bernoulli(0.3)  y[i] ~ Normal(if z[i] == 1 then m else -m, 1) }")
                .with("y", 1.5, -0.2).compileUnchecked().target();
        double[] y = {1.5, -0.2};
        double m = 0.7;
        double density = normal(m, 0);
        double[] expected = new double[4];
        for (int i = 0; i < 2; i++) {
            double one = 0.3 * StrictMath.exp(normal(y[i], m));
            double zero = 0.7 * StrictMath.exp(normal(y[i], -m));
            density += StrictMath.log(one + zero);
            expected[2 * i] = zero / (one + zero);
            expected[2 * i + 1] = one / (one + zero);
        }
        assertEquals(density, target.logDensity(new double[] {m}), 1e-13);
        double[] found = new double[4];
        target.discreteSites().probabilities(new double[] {m}, found);
        assertArrayEquals(expected, found, 1e-14);
    }

    private static double normal(double y, double mean) {
        return -0.5 * (y - mean) * (y - mean) - 0.5 * StrictMath.log(2 * Math.PI);
    }
}
