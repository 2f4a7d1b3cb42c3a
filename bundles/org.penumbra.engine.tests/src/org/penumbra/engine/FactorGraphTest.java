package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.inference.FactorGraph;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Factors add up to the density, and depend on what they say and nothing else. */
class FactorGraphTest {

    private static final String ROWS = "data n : int  data y : real[n]  data g : int[n]  ";

    private static Target target(String model) {
        return new ModelText(ROWS + model, "").with("y", 0.3, -0.5, 1.2, 0.1).with("g", 1, 2, 2, 1).compile()
                .target();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m ~ Normal(0, 1)  plate i in 1..n { t[i] ~ Normal(m, 1)  y[i] ~ Normal(t[i], 1) }",
        "m ~ Normal(0, 1)  s ~ HalfNormal(1)  y ~ Normal(m, s)",
        "plate k in 1..2 { a[k] ~ Normal(0, 1) }  plate i in 1..n { y[i] ~ Normal(a[g[i]], 1) }",
        "x[1] ~ Normal(0, 1)  for t in 2..n { x[t] ~ Normal(0.8 * x[t - 1], 1) }  y ~ Normal(x, 1)",
        "w ~ Dirichlet([1, 2, 3])  b : real[2] ~ Normal(0, 1)  plate i in 1..n { y[i] ~ Normal(b[g[i]] + w[3], 1) }",
        "c ~ Uniform(0, 1)  h[1] = c  for t in 2..n { h[t] = 0.5 * h[t - 1] }  plate i in 1..n { "
                + "y[i] ~ Normal(h[i], 1) }",
        "p ~ Beta(2, 2)  plate i in 1..n { z[i] ~ Bernoulli(p)  y[i] ~ Normal(if z[i] == 1 then 1 else -1, 1) }",
        "L ~ LKJCholesky(2, 1)  plate i in 1..n { u[i] ~ MultivariateNormal([0, 0], scaleTril = L)  "
                + "y[i] ~ Normal(u[i, 1] + u[i, 2], 1) }"})
    void factorsAreTheDensity(String model) {
        Target target = target(model);
        FactorGraph graph = target.factorGraph().orElseThrow();
        double[] x = new double[target.dimension()];
        double[] values = new double[graph.count()];
        double[] moved = new double[graph.count()];
        RandomStream random = RandomStream.of(5);
        boolean[][] depends = new boolean[graph.count()][x.length];
        for (int round = 0; round < 5; round++) {
            target.samplePrior(random, x);
            graph.evaluate(x, values);
            double density = target.logDensity(x);
            assertEquals(density, Arrays.stream(values).sum(), 1e-11 * Math.max(1, Math.abs(density)));
            for (int i = 0; i < x.length; i++) {
                double kept = x[i];
                x[i] += 0.1;
                graph.evaluate(x, moved);
                x[i] = kept;
                for (int f = 0; f < values.length; f++) {
                    depends[f][i] |= moved[f] != values[f];
                }
            }
        }
        for (int f = 0; f < values.length; f++) {
            boolean[] said = new boolean[x.length];
            Arrays.stream(graph.coordinates(f)).forEach(i -> said[i] = true);
            for (int i = 0; i < x.length; i++) {
                assertTrue(said[i] || !depends[f][i], "factor " + f + " depends on " + i);
            }
        }
    }

    @Test
    void iterationsOfPlatesAreFactorsOfTheirOwn() {
        FactorGraph graph = target("m ~ Normal(0, 1)  plate i in 1..n { t[i] ~ Normal(m, 1)  y[i] ~ Normal(t[i], 1) }")
                .factorGraph().orElseThrow();
        assertEquals(9, graph.count());
        assertArrayEquals(new int[] {0}, graph.coordinates(0));
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(new int[] {0, 1 + i}, graph.coordinates(1 + i));
            assertArrayEquals(new int[] {1 + i}, graph.coordinates(5 + i));
        }
    }

    /** Groups are read by data: only the own group counts. */
    @Test
    void subscriptsAreFollowedIntoTheData() {
        FactorGraph graph = target("plate k in 1..2 { a[k] ~ Normal(0, 1) }  plate i in 1..n { "
                + "y[i] ~ Normal(a[g[i]], 1) }").factorGraph().orElseThrow();
        int[] groups = {0, 1, 1, 0};
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(new int[] {groups[i]}, graph.coordinates(2 + i));
        }
    }

    @Test
    void minibatchesHaveNone() {
        Target target = target("m ~ Normal(0, 1)  plate i in 1..n { y[i] ~ Normal(m, 1) }");
        assertFalse(target.plates().isEmpty());
        assertTrue(target.subsample(Map.of(target.plates().getFirst().name(), 2),
                Minibatch.Sampling.values()[0]).factorGraph().isEmpty());
    }
}
