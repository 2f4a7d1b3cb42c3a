package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.Minibatch;
import org.penumbra.math.RandomStream;

/**
 * Stochastic coordinate ascent: minibatches whose estimates are exact on average, and fits that end where sweeps do.
 */
class MinibatchTest {

    private static final int N = 2000;

    private static ModelText mixture() {
        RandomStream random = RandomStream.of(21);
        double[] y = new double[N];
        Arrays.setAll(y, i -> 6 * random.nextInt(3) + random.nextGaussian());
        return new ModelText("""
                data n : int(min = 1)
                data y : real[n]
                w ~ Dirichlet(ones(3))
                mu : real[3] ~ Normal(0, 20)
                plate i in 1..n { z[i] ~ Categorical(w)  y[i] ~ Normal(mu[z[i]], 1) }""").with("y", y);
    }

    /** Over the parts of a partition the estimates of global natural parameters and of the energy average to theirs. */
    @Test
    void estimatesAreUnbiased() {
        ConjugateForm form = mixture().compile().target().conjugacy().form().orElseThrow();
        double[] moments = new double[form.size()];
        double[] natural = new double[form.size()];
        begin(form, moments, natural);
        Minibatch batch = form.minibatch(250).orElseThrow();
        assertEquals(N, batch.iterations());
        double[] mean = new double[form.size()];
        double energy = 0;
        for (int part = 0; part < 8; part++) {
            int start = part;
            int[] chosen = new int[250];
            Arrays.setAll(chosen, k -> start + 8 * k);
            batch.choose(chosen);
            energy += batch.energy(moments) / 8;
            double[] estimate = new double[form.size()];
            for (int g = 0; g < form.groups().size(); g++) {
                batch.natural(g, moments, estimate);
                int scale = batch.isLocal(g) ? 1 : 8;
                FactorGroup group = form.groups().get(g);
                for (int k = group.start(); k < group.start() + group.size(); k++) {
                    mean[k] += estimate[k] / scale;
                }
            }
        }
        assertEquals(form.energy(moments), energy, 1e-9 * Math.abs(energy));
        for (int g = 0; g < form.groups().size(); g++) {
            form.natural(g, moments, natural);
        }
        assertArrayEquals(natural, mean, 1e-8);
    }

    private static void begin(ConjugateForm form, double[] moments, double[] natural) {
        RandomStream random = RandomStream.of(3);
        double[] values = {0.2, 0.3, 0.5, -1, 5, 8};
        form.groups().forEach(group -> group.begin(values, random, 0, moments));
        for (int g = 0; g < form.groups().size(); g++) {
            form.natural(g, moments, natural);
            form.groups().get(g).update(natural, moments);
        }
    }

    @Test
    void reachesTheBoundOfWholeSweeps() {
        double whole = ConjugateFit.of(mixture()).elbo();
        FitResult result = ConjugateFit.fit("StochasticCAVI", mixture().compile().target(),
                Map.of("steps", 400, "batch", 100, "delay", 5.0), 2, Cancellation.NEVER);
        assertEquals(whole, result.elbo().mean(), 1e-4 * Math.abs(whole));
        assertTrue(result.draws().count() > 0 && Double.isFinite(result.draws().logQ()[0]));
    }

    @Test
    void logisticRegressionByItsPolyaGammaVariables() {
        RandomStream random = RandomStream.of(22);
        double[] x = new double[N];
        double[] y = new double[N];
        for (int i = 0; i < N; i++) {
            x[i] = random.nextGaussian();
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(0.5 - x[i])) ? 1 : 0;
        }
        ModelText model = new ModelText("""
                data n : int(min = 1)
                data x : real[n]
                data y : bool[n]
                a ~ Normal(0, 3)
                b ~ Normal(0, 3)
                plate i in 1..n { y[i] ~ Bernoulli(logits = a + b * x[i]) }""").with("x", x).with("y", y);
        double whole = ConjugateFit.of(model).elbo();
        FitResult result = ConjugateFit.fit("StochasticCAVI", model.compile().target(),
                Map.of("steps", 500, "batch", 200), 3, Cancellation.NEVER);
        assertEquals(whole, result.elbo().mean(), 1e-5 * Math.abs(whole));
    }

    @Test
    void sameSeedSameBits() {
        Target target = mixture().compile().target();
        Map<String, ?> options = Map.of("steps", 20, "batch", 100, "draws", 10);
        assertArrayEquals(ConjugateFit.fit("StochasticCAVI", target, options, 4, Cancellation.NEVER).state(),
                ConjugateFit.fit("StochasticCAVI", target.fork(), options, 4, Cancellation.NEVER).state(), 0);
    }

    @Test
    void refusesAModelWithoutLocalFactors() {
        Target target = new ModelText("""
                data y : real[3]
                mu ~ Normal(0, 1)
                y ~ Normal(mu, 1)""").with("y", 1, 2, 3).compile().target();
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> ConjugateFit.fit("StochasticCAVI", target, Map.of(), 1, Cancellation.NEVER));
        assertEquals("PEN-3007", refused.problems().getFirst().code());
    }
}
