package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.Simulated;

/** Vectors and matrices drawn from their prior, simulated, set by a run, and named. Seeds are fixed. */
class VectorDrawsTest {

    @TempDir
    Path folder;

    /** The mean of a function of the sites under the prior, to be within 5 standard errors of what is expected. */
    private static void assertPriorMean(double expected, ModelText model, ToDoubleFunction<double[]> function) {
        Target target = model.compile().target();
        RandomStream random = RandomStream.of(3);
        double[] x = new double[target.dimension()];
        double[] values = new double[target.sites().valueCount()];
        int count = 4000;
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < count; draw++) {
            target.samplePrior(random, x);
            target.sites().constrain(x, values);
            double value = function.applyAsDouble(values);
            sum += value;
            squares += value * value;
        }
        double mean = sum / count;
        double error = Math.sqrt((squares / count - mean * mean) / count);
        assertEquals(expected, mean, 5 * error);
    }

    @Test
    void priorDrawsOfProportionsHaveTheirMean() {
        ModelText model = new ModelText("a ~ Gamma(20, 10)  plate k in 1..2 { p[k] ~ Dirichlet([a, 2 * a, a]) }");
        assertPriorMean(0.5, model, values -> values[2]);
        assertPriorMean(0.25, model, values -> values[6]);
    }

    @Test
    void independentElementsOfAnOrderedVectorAreDrawnAsOrderStatistics() {
        ModelText model = new ModelText("c : ordered[3] ~ Normal(1, 2)");
        // The mean of the largest of three standard normal numbers is 3 / (2 sqrt(pi)).
        assertPriorMean(1 - 2 * 1.5 / Math.sqrt(Math.PI), model, values -> values[0]);
        assertPriorMean(1, model, values -> values[1]);
    }

    @Test
    void aSiteOfAPlateIsDrawnFromWhatAnotherWasDrawnInThisIteration() {
        ModelText model = new ModelText("plate k in 1..3 { p[k] ~ Dirichlet([1, 1])\n"
                + "q[k] ~ Dirichlet(1 + 1000000 * p[k]) }");
        assertPriorMean(0, model, values -> 1e3 * (values[4] - values[10]));
        assertPriorMean(1.0 / 3, model, values -> values[10] * values[10]);
    }

    @Test
    void vectorsOfAChainAreDrawnFromThoseBefore() {
        ModelText model = new ModelText("x[1] ~ MultivariateNormal([1, 2], [[1, 0], [0, 1]])\n"
                + "p[1] ~ Dirichlet([1, 1])\n"
                + "for t in 2..4 { x[t] ~ MultivariateNormal(2 * x[t-1], [[1, 0.5], [0.5, 1]])\n"
                + "p[t] ~ Dirichlet(1000000 * p[t-1]) }");
        assertPriorMean(16, model, values -> values[7]);
        assertPriorMean(0, model, values -> 1e3 * (values[8] - values[14]));
        assertPriorMean(1.0 / 3, model, values -> values[14] * values[14]);
    }

    @Test
    void nonCentredVectorsHaveTheirCovariance() {
        ModelText model = new ModelText("x ~ MultivariateNormal([1, 2], [[2, 0.6], [0.6, 1]]) @noncentered\n"
                + "w : real[3] ~ GaussianRandomWalk(2) @noncentered");
        assertPriorMean(0.6, model, values -> (values[0] - 1) * (values[1] - 2));
        assertPriorMean(8, model, values -> values[3] * values[4]);
    }

    @Test
    void nonCentredVectorsOfAChainHaveTheirCovariance() {
        ModelText model = new ModelText("x[1] ~ MultivariateNormal([1, 2], [[2, 0.6], [0.6, 1]]) @noncentered\n"
                + "w[1] : real[2] ~ Normal([0, 3], 1)\n"
                + "for t in 2..3 { x[t] ~ MultivariateNormal(0.5 * x[t-1], precision = [[1, 0], [0, 4]]) @noncentered\n"
                + "w[t] : real[2] ~ Normal(w[t-1], 2) @noncentered }");
        // Layout: x[1..3, 1..2], w[1..3, 1..2].
        assertPriorMean(0.25, model, values -> values[4]);
        assertPriorMean(0.6 / 16, model, values -> (values[4] - 0.25) * (values[5] - 0.5));
        assertPriorMean(9, model, values -> values[10] * values[10]);
        assertPriorMean(3, model, values -> values[11]);
    }

    @Test
    void improperMatricesStartSomewhere() {
        Target target = new ModelText("S : cov[2] ~ Flat()").compile().target();
        double[] x = new double[3];
        target.samplePrior(RandomStream.of(1), x);
        for (double coordinate : x) {
            assertTrue(Math.abs(coordinate) < 2);
        }
    }

    @Test
    void sitesTellTheirShapesAndCoordinates() {
        SiteMap sites = new ModelText("plate i in 1..2 { L[i] ~ LKJCholesky(3) }  t : simplex[4] ~ Flat()")
                .compile().target().sites();
        SiteMap.Site factor = sites.sites().getFirst();
        assertEquals(List.of(2, 3, 3), factor.shape());
        assertEquals(6, factor.freeSize());
        assertEquals("corrCholesky", factor.support());
        assertEquals("L[2,3,1]", sites.valueName(15));
        assertEquals("t[1]", sites.valueName(18));
        assertEquals(3, sites.sites().get(1).freeSize());
        assertEquals(22, sites.valueCount());
    }

    @Test
    void valuesOutsideOfAStructureAreRefusedWithTheReason() {
        Target target = new ModelText("plate i in 1..2 { t[i] ~ Dirichlet([1, 1, 1]) }").compile().target();
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> target.sites()
                .unconstrain(new double[] {0.2, 0.3, 0.5, 0.2, 0.5, 0.5}, new double[4]));
        assertTrue(thrown.getMessage().contains("t[2,1]"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("sum to 1.2, not 1"), thrown.getMessage());
    }

    private FitRequest request(String text, String json) throws IOException {
        Path file = Files.writeString(folder.resolve("m.penumbra"), text);
        return FitRequest.of(file).withData(Files.writeString(folder.resolve("given.json"), json)).withSeed(4);
    }

    @Test
    void rowsOfVectorsAreSimulated() throws IOException {
        Simulated drawn = new Session(Registry.open()).simulate(request("model M { data n : int  data y : real[n, 2]\n"
                + "data c : int[3]  data z : simplex[3]  m ~ MultivariateNormal([5, 50], [[1, 0], [0, 1]])\n"
                + "p ~ Dirichlet([1, 2, 3])  z ~ Dirichlet(100 * p)\n"
                + "plate i in 1..n { y[i] ~ MultivariateNormal(m, [[1, 0.9], [0.9, 1]]) }  c ~ Multinomial(1000, p) }",
                "{\"n\": 2000}"));
        double[] y = drawn.data().get("y").values();
        double[] m = drawn.sites().get("m").values();
        double product = 0;
        for (int i = 0; i < 2000; i++) {
            product += (y[2 * i] - m[0]) * (y[2 * i + 1] - m[1]) / 2000;
        }
        assertEquals(0.9, product, 5 * Math.sqrt((1 + 0.81) / 2000));
        double[] c = drawn.data().get("c").values();
        assertEquals(1000, c[0] + c[1] + c[2], 0.0);
        double[] p = drawn.sites().get("p").values();
        assertEquals(p[2], c[2] / 1000, 5 * Math.sqrt(p[2] * (1 - p[2]) / 1000));
        double[] z = drawn.data().get("z").values();
        assertEquals(1, z[0] + z[1] + z[2], 1e-12);
    }

    @Test
    void aRunCanSetAVector() {
        String statements = "t ~ Dirichlet([1, 2, 3])  b ~ Normal(t[2], 1)";
        Target fixed = new ModelText(statements, "infer r of M { condition t = [0.2, 0.5, 0.3] }").compile().target();
        assertEquals(1, fixed.dimension());
        double density = Math.log(60) + Math.log(0.5) + 2 * Math.log(0.3) - 0.5 * Math.log(2 * Math.PI);
        assertEquals(density, fixed.logDensity(new double[] {0.5}), 1e-13);
    }

    /** The posterior of a Dirichlet prior with counts is Dirichlet(1 + counts). */
    @Test
    void aFitFindsTheConjugatePosterior() throws IOException {
        Fit fit = new Session(Registry.open()).fit(request("model M { data c : int[3]\n"
                + "p ~ Dirichlet(ones(3))  c ~ Multinomial(sum(c), p) }\n"
                + "infer r of M { algorithm SVI(steps = 2000) }", "{\"c\": [10, 30, 60]}"),
                Progress.NONE, Cancellation.NEVER);
        double[] means = fit.sites().stream().mapToDouble(one -> one.mean()).toArray();
        assertArrayEquals(new double[] {11.0 / 103, 31.0 / 103, 61.0 / 103}, means, 0.01);
        assertEquals("p[1]", fit.sites().getFirst().name());
    }
}
