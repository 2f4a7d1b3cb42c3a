package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.DiscreteCoordinates;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Targets in which discrete sites are coordinates, against the same models with these sites as data. */
class DrawnDiscreteTest {

    private static final double EXACT = 1e-9;

    static Stream<EnumeratedModel> models() {
        return DiscreteSitesTest.models();
    }

    /** Continuous coordinates, and room for the discrete ones. */
    private static double[] point(Target target, int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] x = new double[target.dimension()];
        Arrays.setAll(x, i -> 0.8 * random.nextGaussian());
        return x;
    }

    private static int continuous(Target target) {
        return target.dimension() - target.discrete().orElseThrow().count();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theDensityIsThatOfTheAssignment(EnumeratedModel model) {
        Target target = model.summedOut().drawn().target();
        double[] x = point(target, 11);
        int n = continuous(target);
        double[] gradient = new double[x.length];
        model.forEach(Arrays.copyOf(x, n), (values, logJoint) -> {
            for (int k = 0; k < values.length; k++) {
                x[n + k] = values[k];
            }
            assertEquals(logJoint, target.logDensity(x), EXACT * Math.max(1, Math.abs(logJoint)));
            assertEquals(logJoint, target.logDensityAndGradient(x, gradient),
                    EXACT * Math.max(1, Math.abs(logJoint)));
        });
    }

    /** What changing one element does is what it does to the density. */
    @ParameterizedTest
    @MethodSource("models")
    void weightsAreDifferencesOfTheDensity(EnumeratedModel model) {
        Target target = model.summedOut().drawn().target();
        double[] x = point(target, 12);
        int n = continuous(target);
        DiscreteCoordinates discrete = target.discrete().orElseThrow();
        RandomStream random = RandomStream.of(3);
        for (int k = 0; k < discrete.count(); k++) {
            x[n + k] = discrete.low(k) + random.nextInt(discrete.high(k) - discrete.low(k) + 1);
        }
        discrete.at(x);
        int compared = 0;
        for (int step = 0; step < 20 * discrete.count(); step++) {
            int element = step % discrete.count();
            int low = discrete.low(element);
            double[] weights = new double[discrete.high(element) - low + 1];
            discrete.logWeights(element, weights);
            double[] moved = x.clone();
            double[] expected = new double[weights.length];
            for (int k = 0; k < weights.length; k++) {
                moved[n + element] = low + k;
                expected[k] = target.logDensity(moved);
            }
            boolean isPossible = Arrays.stream(expected).anyMatch(Double::isFinite);
            if (isPossible) {
                assertSameUpToAConstant(expected, weights);
                compared++;
            }
            int chosen = low + random.nextInt(weights.length);
            if (weights[chosen - low] != Double.NEGATIVE_INFINITY) {
                discrete.set(element, chosen);
                x[n + element] = chosen;
            }
            assertEquals((int) x[n + element], discrete.value(element));
        }
        assertTrue(compared >= discrete.count(), "possible values were reached");
    }

    private static void assertSameUpToAConstant(double[] expected, double[] found) {
        int finite = 0;
        while (finite < expected.length - 1 && !Double.isFinite(expected[finite])) {
            finite++;
        }
        for (int k = 0; k < found.length; k++) {
            if (!Double.isFinite(expected[k])) {
                assertEquals(Double.NEGATIVE_INFINITY, found[k]);
            } else {
                assertEquals(expected[k] - expected[finite], found[k] - found[finite],
                        EXACT * Math.max(1, Math.abs(expected[k])));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theGradientIsThatByTheContinuousCoordinates(EnumeratedModel model) {
        Target target = model.summedOut().drawn().target();
        double[] x = new double[target.dimension()];
        int n = continuous(target);
        double[] gradient = new double[x.length];
        for (int seed = 0; seed < 20 && !Double.isFinite(target.logDensity(x)); seed++) {
            target.samplePrior(RandomStream.of(seed), x);
        }
        target.logDensityAndGradient(x, gradient);
        for (int i = 0; i < n; i++) {
            double[] low = x.clone();
            double[] high = x.clone();
            low[i] -= 1e-5;
            high[i] += 1e-5;
            double expected = (target.logDensity(high) - target.logDensity(low)) / 2e-5;
            assertEquals(expected, gradient[i], 1e-5 * Math.max(1, Math.abs(expected)));
        }
        assertArrayEquals(new double[x.length - n], Arrays.copyOfRange(gradient, n, x.length));
    }

    /** A draw from the prior has whole numbers; it leads to values and back; a fork is another. */
    @ParameterizedTest
    @MethodSource("models")
    void valuesLeadBack(EnumeratedModel model) {
        Target target = model.summedOut().drawn().target();
        double[] x = new double[target.dimension()];
        target.samplePrior(RandomStream.of(5), x);
        double[] values = new double[target.sites().valueCount()];
        target.sites().constrain(x, values);
        double[] back = new double[x.length];
        target.sites().unconstrain(values, back);
        assertArrayEquals(x, back, 1e-7);
        for (EnumeratedModel.Site site : model.sites()) {
            SiteMap.Site found = target.sites().sites().stream().filter(one -> one.name().equals(site.name()))
                    .findFirst().orElseThrow();
            assertEquals(x[found.freeOffset()], values[found.valueOffset()]);
            assertEquals(site.size(), found.size());
        }
        double density = target.logDensity(x);
        Target fork = target.fork();
        double[] other = new double[x.length];
        fork.samplePrior(RandomStream.of(6), other);
        fork.logDensity(other);
        assertEquals(density, target.logDensity(x));
        assertEquals(density, target.contributions(x).stream().mapToDouble(Target.Contribution::logDensity).sum(),
                EXACT * Math.max(1, Math.abs(density)));
    }

    /** Probabilities of an element are those given all others; between whole numbers the density is 0. */
    @Test
    void whatIsReportedOfADraw() {
        Target target = new ModelText("data y : real[2]  m ~ Normal(0, 1)\n"
                + "plate i in 1..2 { z[i] ~ Bernoulli(0.3)  y[i] ~ Normal(if z[i] == 1 then m else -m, 1) }")
                .with("y", 1, -2).drawn().target();
        double[] x = {0.5, 1, 0};
        DiscreteSites sites = target.discreteSites();
        double[] probabilities = new double[4];
        sites.probabilities(x, probabilities);
        for (int i = 0; i < 2; i++) {
            double y = i == 0 ? 1 : -2;
            double on = Math.log(0.3) - (y - 0.5) * (y - 0.5) / 2;
            double off = Math.log(0.7) - (y + 0.5) * (y + 0.5) / 2;
            assertEquals(1 / (1 + Math.exp(off - on)), probabilities[2 * i + 1], 1e-12);
            assertEquals(1, probabilities[2 * i] + probabilities[2 * i + 1], 1e-12);
        }
        double[] values = new double[2];
        sites.sample(x, RandomStream.of(1), values);
        assertArrayEquals(new double[] {1, 0}, values);
        x[2] = 0.5;
        assertEquals(Double.NEGATIVE_INFINITY, target.logDensity(x));
        x[2] = 2;
        assertEquals(Double.NEGATIVE_INFINITY, target.logDensity(x));
    }

    /** Models that cannot be summed out: all elements in one statement, elements chosen anew, stored values. */
    @Test
    void whatCannotBeSummedOutCanBeDrawn() {
        weighs(new ModelText("data y : real[3]  m ~ Normal(0, 1)\nplate i in 1..30 { z[i] ~ Bernoulli(0.4) }\n"
                + "plate i in 1..3 { y[i] ~ Normal(m * sum(z), 1) }").with("y", 1, 2, 3));
        weighs(new ModelText("data g : int[3]  data h : int[3]  m ~ Normal(0, 1)\n"
                + "plate i in 1..3 { plate k in 1..4 { z[i, k] ~ Bernoulli(0.4) }\n"
                + "factor m * z[i, g[i]] * z[i, h[i]] }").with("g", 1, 2, 3).with("h", 4, 1, 2));
        weighs(new ModelText("data y : real[4]  m ~ Normal(0, 1)  plate i in 1..4 { z[i] ~ Bernoulli(0.4) }\n"
                + "s[1] = m * z[1]\nfor t in 2..4 { s[t] = 0.5 * s[t - 1] + z[t] }\n"
                + "plate t in 1..4 { y[t] ~ Normal(s[t], 1) }").with("y", 1, 2, 0, 1));
        weighs(new ModelText("data y : real  m ~ Normal(0, 1)  k ~ Categorical([0.2, 0.3, 0.5])\n"
                + "deterministic d = m * k\ny ~ Normal(d, 1)").scalar("y", 1));
    }

    private static void weighs(ModelText model) {
        Target target = model.drawn().target();
        double[] x = new double[target.dimension()];
        int n = continuous(target);
        target.samplePrior(RandomStream.of(4), x);
        DiscreteCoordinates discrete = target.discrete().orElseThrow();
        discrete.at(x);
        for (int element = 0; element < discrete.count(); element++) {
            double[] weights = new double[discrete.high(element) - discrete.low(element) + 1];
            discrete.logWeights(element, weights);
            double[] moved = x.clone();
            double[] expected = new double[weights.length];
            for (int k = 0; k < weights.length; k++) {
                moved[n + element] = discrete.low(element) + k;
                expected[k] = target.logDensity(moved);
            }
            assertSameUpToAConstant(expected, weights);
            assertTrue(Double.isFinite(expected[0]));
        }
    }
}
