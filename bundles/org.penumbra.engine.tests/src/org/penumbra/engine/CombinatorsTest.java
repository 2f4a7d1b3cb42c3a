package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Distributions that are made of others, observed and latent, against formulas written out in the language. */
class CombinatorsTest {

    private static final String PRIOR = "data n : int  data k : int(min = 0)[n]  data y : real[n]\n"
            + "data on : int(min = 0, max = 1)[n]  data top : real[n]\n"
            + "m ~ Normal(0, 1)  s : positive ~ Exponential(1)\n";

    private static ModelText model(String statements) {
        return new ModelText(PRIOR + statements).with("k", 0, 2, 4, 0).with("y", 0.5, 2.5, 1, 1.75)
                .with("on", 1, 0, 1, 1).with("top", 3, 2, 1, Double.POSITIVE_INFINITY);
    }

    private static final String USE = "  factor 0 * (k[i] + y[i] + on[i] + min(top[i], 1)) }";

    private static void assertSame(String distributed, String written) {
        assertEqual(model("plate i in 1..n { " + distributed + USE), model("plate i in 1..n { " + written + USE));
    }

    private static void assertEqual(ModelText first, ModelText second) {
        Target a = first.compile().target();
        Target b = second.compile().target();
        for (double[] x : new double[][] {{0.3, -0.4}, {-1.2, 0.5}, {2, 0.1}}) {
            double[] expected = new double[2];
            double[] actual = new double[2];
            double value = b.logDensityAndGradient(x, expected);
            assertEquals(value, a.logDensityAndGradient(x, actual), 1e-11 * Math.max(1, Math.abs(value)));
            assertEquals(expected[0], actual[0], 1e-10 * Math.max(1, Math.abs(expected[0])));
            assertEquals(expected[1], actual[1], 1e-10 * Math.max(1, Math.abs(expected[1])));
        }
    }

    /** p(y) of a normal distribution, without the constant. */
    private static String normal(String loc, String scale) {
        return "exp(-0.5 * ((y[i] - (" + loc + ")) / (" + scale + "))^2) / (" + scale + ") / 2.5066282746310002";
    }

    @Test
    void aMixtureIsTheWeightedSumOfDensities() {
        String sum = "factor log(0.25 * " + normal("m", "s") + " + 0.75 * " + normal("2", "1 + s") + ")";
        assertSame("y[i] ~ Mixture([0.25, 0.75], [Normal(m, s), Normal(2, 1 + s)])", sum);
        assertSame("y[i] ~ Mixture([1, 3], [Normal(m, s), Normal(2, 1 + s)])", sum);
        assertSame("y[i] ~ Mixture(logits = [1, 1 + log(3)], [Normal(m, s), Normal(2, 1 + s)])", sum);
        assertSame("y[i] ~ MixtureSameFamily([0.25, 0.75], Normal([m, 2], [s, 1 + s]))", sum);
    }

    @Test
    void aFamilySharesParametersThatAreNoVectors() {
        assertSame("y[i] ~ MixtureSameFamily([expit(m), 1 - expit(m)], Normal([m, m + 1], s))",
                "y[i] ~ Mixture([expit(m), 1 - expit(m)], [Normal(m, s), Normal(m + 1, s)])");
        assertSame("y[i] ~ MixtureSameFamily(rep(1 / 5, 5), Normal(m + [0, 1, 2, 3, 4], s))",
                "factor log(0.2 * (" + normal("m", "s") + " + " + normal("m + 1", "s") + " + " + normal("m + 2", "s")
                        + " + " + normal("m + 3", "s") + " + " + normal("m + 4", "s") + "))");
    }

    /** Where a component has no density or no weight, the others have a gradient as if it were not there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mixture([0.25, 0.75], [Uniform(-9, -8 + 0 * s), Normal(m, s)])",
        "Mixture([0.25, 0.75], [Pareto(5 + s, 2), Normal(m, s)])",
        "Mixture([0.25, 0.75], [Normal(m, s), Truncated(Normal(m, s), min = 8 + s)])",
        "Mixture([0.25, 0.75], [Normal(m, s), Uniform(-9 - s, -8 - s)])"})
    void componentsWithoutDensityHaveNoGradient(String mixture) {
        String weight = mixture.indexOf("Normal(m, s)]") > 0 ? "0.75" : "0.25";
        assertSame("y[i] ~ " + mixture, "y[i] ~ Normal(m, s)  factor log(" + weight + ")");
    }

    @Test
    void weightsOfZeroAndTies() {
        assertSame("y[i] ~ Mixture([0, 2], [Normal(-m, s), Normal(m, s)])", "y[i] ~ Normal(m, s)");
        assertSame("y[i] ~ Mixture([on[i], 1 - on[i]], [Normal(m, s), Normal(-m, s)])",
                "y[i] ~ Normal(if on[i] == 1 then m else -m, s)");
        assertSame("y[i] ~ Mixture([0.5, 0.5], [Normal(m, s), Normal(m, s)])", "y[i] ~ Normal(m, s)");
        assertSame("y[i] ~ Mixture([expit(-800 - s), 1], [Normal(3, s), Normal(m, s)])", "y[i] ~ Normal(m, s)");
        assertSame("y[i] ~ Mixture([exp(-800 - s), 1], [Normal(3, s), Normal(m, s)])", "y[i] ~ Normal(m, s)");
    }

    /** A component that is 1e6 standard deviations away neither overflows nor takes digits from the other one. */
    @Test
    void farComponentsDoNotCount() {
        assertSame("y[i] ~ Mixture([0.5, 0.5], [Normal(m + 1e6, s), Normal(m, s)])",
                "y[i] ~ Normal(m, s)  factor log(0.5)");
    }

    @Test
    void zerosAreAddedToCounts() {
        String written = "factor if k[i] == 0 then log(expit(m) + (1 - expit(m)) * exp(-s))"
                + " else log(1 - expit(m)) - s + k[i] * log(s) - lgamma(k[i] + 1)";
        assertSame("k[i] ~ ZeroInflated(expit(m), Poisson(s))", written);
        assertSame("k[i] ~ ZeroInflated(logits = m, Poisson(s))", written);
        assertSame("k[i] ~ ZeroInflated(0, Poisson(s))", "k[i] ~ Poisson(s)");
        assertSame("k[i] ~ ZeroInflated(expit(m), Truncated(Poisson(s), max = 4))",
                "factor if k[i] == 0 then log(expit(m) + (1 - expit(m)) / (1 + s + s^2 / 2 + s^3 / 6 + s^4 / 24))"
                        + " else log(1 - expit(m)) + k[i] * log(s) - lgamma(k[i] + 1) - log(1 + s + s^2 / 2 + s^3 / 6"
                        + " + s^4 / 24)");
        assertSame("k[i] ~ Mixture([expit(m), 1 - expit(m)], [Delta(0), Poisson(s)])", written);
    }

    @Test
    void censoredObservationsContributeTheTail() {
        assertSame("y[i] ~ Censored(Normal(m, s), min = 0.75, max = 2)",
                "factor if y[i] <= 0.75 then logPhi((0.75 - m) / s) else if y[i] >= 2 then logPhi((m - 2) / s)"
                        + " else log(" + normal("m", "s") + ")");
        assertSame("y[i] ~ Censored(Normal(m, s), max = top[i])",
                "factor if y[i] >= top[i] then logPhi((m - top[i]) / s) else log(" + normal("m", "s") + ")");
        assertSame("y[i] ~ Censored(Exponential(s), max = 1)",
                "factor if y[i] >= 1 then -s else log(s) - s * y[i]");
        assertSame("y[i] ~ Censored(Mixture([0.5, 0.5], [Normal(m, s), Normal(-m, s)]), max = 1)",
                "factor if y[i] >= 1 then log(0.5 * Phi((m - 1) / s) + 0.5 * Phi((-m - 1) / s)) else log(0.5 * "
                        + normal("m", "s") + " + 0.5 * " + normal("-m", "s") + ")");
    }

    @Test
    void maskedObservationsContributeNothing() {
        assertSame("y[i] ~ Masked(Normal(m, s), on[i])", "factor if on[i] == 1 then log(" + normal("m", "s")
                + ") else 0");
        assertSame("y[i] ~ Masked(Normal(m, s), y[i] < 2)", "factor if y[i] < 2 then log(" + normal("m", "s")
                + ") else 0");
        assertSame("y[i] ~ Masked(Uniform(0, 1 + s * 0 + 0.75), y[i] < 2)",
                "factor if y[i] < 2 then -log(1.75) else 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Transformed(Normal(m, s), exp)           | LogNormal(m, s)",
        "Transformed(LogNormal(m, s), log)        | Normal(m, s)",
        "Transformed(Normal(0, 1), affine(m, s))  | Normal(m, s)",
        "Transformed(Transformed(Normal(0, 1), affine(m, s)), exp) | LogNormal(m, s)",
        "Transformed(Exponential(1), affine(-m - 3, s)) | Transformed(Exponential(1 / s), affine(-m - 3, 1))",
        "Transformed(Logistic(0, 1), intervalTransform(-s, 3 + s)) | Uniform(-s, 3 + s)",
        "Truncated(Transformed(Normal(m, s), exp), max = 4) | Truncated(LogNormal(m, s), max = 4)",
        "Truncated(Mixture([1], [Normal(m, s)]), min = 0) | Truncated(Normal(m, s), min = 0)",
        "Mixture([0.5, 0.5], [Truncated(Normal(m, s), min = 0), Truncated(Normal(m, s), min = 0)])"
                + " | Truncated(Normal(m, s), min = 0)",
        "Truncated(Truncated(Normal(m, s), min = 0), max = 3)  | Truncated(Normal(m, s), min = 0, max = 3)",
        "Truncated(Truncated(Normal(m, s), min = -s, max = 9), min = -s / 2, max = 3 + s)"
                + " | Truncated(Normal(m, s), min = -s / 2, max = 3 + s)"})
    void differentWaysToWriteOneDistribution(String first, String second) {
        assertSame("y[i] ~ " + first, "y[i] ~ " + second);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "expit    | log(y[i] / 4) - log(1 - y[i] / 4) | log(4 / y[i] / (4 - y[i]))         | affine(0, 4)",
        "tanh     | 0.5 * log((4 + y[i]) / (4 - y[i])) | log(4 / (16 - y[i]^2))            | affine(0, 4)",
        "softplus | log(exp(y[i]) - 1)                 | -log(1 - exp(-y[i]))              | affine(0, 1)"})
    void slopesOfInverses(String map, String inverse, String logSlope, String scaled) {
        assertSame("y[i] ~ Transformed(Transformed(Normal(m, s), " + map + "), " + scaled + ")",
                "z = " + inverse + "  factor -0.5 * ((z - m) / s)^2 - log(s) - 0.5 * log(8 * atan(1)) + " + logSlope);
    }

    @Test
    void positiveAndUnitBases() {
        assertSame("y[i] ~ Transformed(Exponential(s), sqrt)", "factor log(s) - s * y[i]^2 + log(2 * y[i])");
        assertSame("y[i] ~ Transformed(Beta(s, 2), logit)",
                "p = expit(y[i])  factor s * log(p) + 2 * log(1 - p) - lgamma(s) + lgamma(s + 2)");
    }

    /** Mean and support of sites, by prior draws; limits of five standard errors. */
    @Test
    void latentSitesLiveInTheSupportAndAreDrawnFromThePrior() {
        Target target = new ModelText("data y : real  a ~ Normal(0, 1)\n"
                + "b ~ Mixture([0.5, 0.5], [Normal(-8, 1), Normal(8, 1)])\n"
                + "c ~ Transformed(Normal(a, 0.1), exp)\n"
                + "d : real[2] ~ Transformed(Normal(0, 1), intervalTransform(-c, 9))\n"
                + "e ~ Mixture([0.3, 0.7], [Uniform(c, 20), Uniform(10, 30)])  f ~ Masked(HalfNormal(2), false)\n"
                + "y ~ Normal(a + b + c + sum(d) + e + f, 1)").scalar("y", 1).compile().target();
        assertEquals("positive", target.sites().sites().get(2).support());
        RandomStream random = RandomStream.of(3);
        double[] x = new double[7];
        double[] values = new double[7];
        double[] sums = new double[7];
        int draws = 2000;
        for (int draw = 0; draw < draws; draw++) {
            target.samplePrior(random, x);
            target.sites().constrain(x, values);
            assertTrue(Math.abs(Math.abs(values[1]) - 8) < 6 && values[2] > 0 && values[3] > -values[2] && values[3] < 9
                    && values[5] > Math.min(values[2], 10) && values[5] < 30 && values[6] > 0,
                    Arrays.toString(values));
            assertTrue(Double.isFinite(target.logDensity(x)));
            for (int i = 0; i < 7; i++) {
                sums[i] += values[i] / draws;
            }
        }
        assertEquals(0, sums[1], 5 * 8.1 / Math.sqrt(draws));
        assertEquals(2 * Math.sqrt(2 / Math.PI), sums[6], 5 * 1.21 / Math.sqrt(draws));
    }

    /** The cutpoints divide the line; the first and the last category are open. */
    @Test
    void orderedLogisticIsTheMassBetweenCutpoints() {
        String data = "data n : int  data c : int(min = 1, max = 3)[n]\n"
                + "m ~ Normal(0, 1)  s : positive ~ Exponential(1)\n";
        assertEqual(new ModelText(data + "plate i in 1..n { c[i] ~ OrderedLogistic(m, [-1, 2 + s]) }")
                        .with("c", 1, 2, 3, 2),
                new ModelText(data + "plate i in 1..n { factor if c[i] == 1 then log(expit(-1 - m)) else if c[i] == 2"
                        + " then log(expit(2 + s - m) - expit(-1 - m)) else log(expit(m - 2 - s)) }")
                        .with("c", 1, 2, 3, 2));
    }

    /** As Pyro's mask: nothing but the Jacobian of the map to the support is left. */
    @Test
    void aMaskedLatentSiteHasNoPrior() {
        Target target = new ModelText("data y : real  a ~ Masked(Exponential(3), y > 2)  y ~ Normal(a, 1)")
                .scalar("y", 1).compile().target();
        assertEquals(0.4 - 0.5 * Math.pow(1 - Math.exp(0.4), 2) - 0.5 * Math.log(2 * Math.PI),
                target.logDensity(new double[] {0.4}), 1e-14);
    }

    private static String refused(String statements) {
        Problem problem = assertThrows(PenumbraException.class,
                () -> model("plate i in 1..n { " + statements + USE).compileUnchecked()).problems().getFirst();
        return problem.code() + " " + problem.message() + " " + problem.advice();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertEquals("PEN-2302 The arguments do not fit Mixture: expected Mixture(weights, components) or "
                + "Mixture(logits, components), as in Mixture([0.3, 0.7], [Normal(0, 1), StudentT(4, 0, 2)]). ",
                refused("y[i] ~ Mixture([0.5, 0.5])"));
        assertTrue(refused("y[i] ~ Mixture([0.5, 0.5], [Normal(m, s)])").startsWith("PEN-2321 A mixture has a weight "
                + "for each component, found 2 weights and 1 components."));
        assertTrue(refused("y[i] ~ Mixture([0.5, 0.5], [Normal(m, s), Poisson(s)])").contains("found Normal beside"));
        assertTrue(refused("y[i] ~ Mixture(0.5, [Normal(m, s), Poisson(s)])").contains("[p, 1 - p]"));
        assertTrue(refused("y[i] ~ Mixture([1, 1], [Normal(m, s), Censored(Normal(m, s), max = 1)])").contains(
                "Censored Normal, which has no density"));
        assertTrue(refused("y[i] ~ MixtureSameFamily([1, 1], Normal([m, m, m], s))").contains(
                "PEN-2321 The last axis of a parameter runs over the 2 components, found shape [3]."));
        assertTrue(refused("y[i] ~ ZeroInflated(0.5, Normal(m, s))").startsWith("PEN-2322"));
        assertTrue(refused("k[i] ~ ZeroInflated(0.5, Categorical([1, 1, 1, 1]))").contains("[Delta(0), ...]"));
        assertTrue(refused("y[i] ~ Censored(Normal(m, s))").startsWith("PEN-2302"));
        assertTrue(refused("y[i] ~ Censored(VonMises(m, s), max = 1)").startsWith("PEN-2323 VonMises cannot be"));
        assertTrue(refused("y[i] ~ Transformed(Normal(m, s), log)").startsWith("PEN-2324 log transforms continuous "
                + "distributions on positive, found Normal on real."));
        assertTrue(refused("y[i] ~ Transformed(Normal(m, s), exp2)").startsWith("PEN-2325"));
        assertTrue(refused("y[i] ~ Transformed(Normal(m, s), affine(1))").contains("expected affine(loc, scale)."));
        assertTrue(refused("z[i] ~ Censored(Normal(m, s), max = 1)").startsWith("PEN-2326 'z' is a latent site, and "
                + "Censored Normal gives single numbers"));
    }

    @Test
    void parametersAreCheckedByTheirNames() {
        assertTrue(refused("k[i] ~ ZeroInflated(1.5, Poisson(s))").contains(
                "PEN-2303 ZeroInflated Poisson: gate = 1.5, expected unit."));
        assertTrue(refused("y[i] ~ Mixture([0.5, 0.5], [Normal(m, s), Normal(m, 1 - y[i])])").contains(
                "PEN-2303 Mixture: components[2].scale = -1.5 at i = 2, expected positive."));
        assertTrue(refused("y[i] ~ Masked(Normal(m, s), y[i])").contains("mask = 0.5 at i = 1, expected bool."));
        assertTrue(refused("y[i] ~ Transformed(Normal(m, s), exp)  k[i] ~ Transformed(Normal(m, s), exp)").contains(
                "PEN-2203 'k' has the value 0.0"));
    }
}
