package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.conjugate.GradientFactors;
import org.penumbra.math.RandomStream;

/** Sites without a conjugate family next to chains, Polya-Gamma variables and Poisson counts. */
class MixedShapesTest {

    private static void byGradient(ConjugateFit fit, String name) {
        assertTrue(fit.form.groups().stream().anyMatch(group -> group instanceof GradientFactors
                && group.name().equals(name)), fit.result.findings().toString());
    }

    @Test
    void hiddenMarkovModelWithAHalfNormalScale() {
        RandomStream random = RandomStream.of(31);
        int[] state = new int[200];
        for (int t = 1; t < state.length; t++) {
            state[t] = random.nextDouble() < 0.9 ? state[t - 1] : 1 - state[t - 1];
        }
        double[] y = IntStream.range(0, 200).mapToDouble(t -> 4 * state[t] - 2 + 0.6 * random.nextGaussian()).toArray();
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int
                data y : real[n]
                plate k in 1..2 { a[k] ~ Dirichlet(ones(2)) }
                mu : real[2] ~ Normal(0, 5)
                s ~ HalfNormal(2)
                z[1] ~ Categorical([0.5, 0.5])
                for t in 2..n { z[t] ~ Categorical(a[z[t - 1]]) }
                plate t in 1..n { y[t] ~ Normal(mu[z[t]], s) }""").with("y", y));
        byGradient(fit, "s");
        assertEquals(0.6, fit.mean("s"), 0.1);
        assertEquals(4, Math.abs(fit.mean("mu[1]") - fit.mean("mu[2]")), 0.3);
    }

    @Test
    void logisticHierarchyWithAHalfNormalScale() {
        RandomStream random = RandomStream.of(32);
        double[] group = IntStream.range(0, 600).mapToDouble(i -> i % 12 + 1).toArray();
        double[] effect = IntStream.range(0, 12).mapToDouble(j -> 1.5 * random.nextGaussian()).toArray();
        double[] y = IntStream.range(0, 600).mapToDouble(i ->
                random.nextDouble() < 1 / (1 + Math.exp(-effect[i % 12])) ? 1 : 0).toArray();
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int
                data g : int(min = 1, max = 12)[n]
                data y : bool[n]
                tau ~ HalfNormal(3)
                b : real[12] ~ Normal(0, tau)
                plate i in 1..n { y[i] ~ Bernoulli(logits = b[g[i]]) }""").with("g", group).with("y", y));
        byGradient(fit, "tau");
        double sd = Math.sqrt(IntStream.range(0, 12).mapToDouble(j -> effect[j] * effect[j]).average().orElseThrow());
        assertEquals(sd, fit.mean("tau"), 0.6);
    }

    /** The shape of a gamma distribution of rates has no conjugate prior; the rates have. */
    @Test
    void poissonRatesWithAnUnknownShape() {
        RandomStream random = RandomStream.of(33);
        double[] y = IntStream.range(0, 80).mapToDouble(i -> Math.floor(3 + 2 * Math.abs(random.nextGaussian())))
                .toArray();
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int
                data y : int(min = 0)[n]
                k ~ LogNormal(0, 1)
                r ~ Gamma(2, 1)
                plate i in 1..n { x[i] ~ Gamma(k, r)  y[i] ~ Poisson(x[i]) }""").with("y", y));
        byGradient(fit, "k");
        assertEquals((fit.mean("k") + y[4]) / (fit.mean("r") + 1), fit.mean("x[5]"), 1e-5);
    }
}
