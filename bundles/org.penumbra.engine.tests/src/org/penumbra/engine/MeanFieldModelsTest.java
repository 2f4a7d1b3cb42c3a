package org.penumbra.engine;

import java.util.function.IntToDoubleFunction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;

/** Conditionally conjugate models from plain text, on data drawn from them. The bound rises in every sweep. */
class MeanFieldModelsTest {

    private final RandomStream random = RandomStream.of(7);

    private double[] draws(int count, IntToDoubleFunction draw) {
        double[] values = new double[count];
        Arrays.setAll(values, draw);
        return values;
    }

    private int category(double... probabilities) {
        double u = random.nextDouble();
        int k = 0;
        while (k < probabilities.length - 1 && u >= probabilities[k]) {
            u -= probabilities[k++];
        }
        return k;
    }

    @Test
    void mixtureOfNormals() {
        double[] centres = {-4, 0, 5};
        double[] y = draws(600, i -> centres[category(0.2, 0.5, 0.3)] + 0.5 * random.nextGaussian());
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data y : real[n]
                w ~ Dirichlet(ones(3))
                mu : real[3] ~ Normal(0, 10)
                tau : positive[3] ~ Gamma(2, 1)
                plate i in 1..n {
                  z[i] ~ Categorical(w)
                  y[i] ~ Normal(mu[z[i]], 1 / sqrt(tau[z[i]]))
                }""").with("y", y));
        double[] found = {fit.mean("mu[1]"), fit.mean("mu[2]"), fit.mean("mu[3]")};
        Arrays.sort(found);
        for (int k = 0; k < 3; k++) {
            assertEquals(centres[k], found[k], 0.15);
        }
    }

    @Test
    void latentDirichletAllocation() {
        double[][] topics = {{0.45, 0.45, 0.03, 0.03, 0.02, 0.02}, {0.02, 0.02, 0.03, 0.03, 0.45, 0.45}};
        int documents = 30;
        int length = 60;
        double[] doc = draws(documents * length, i -> 1 + i / length);
        double[] word = draws(documents * length, i -> {
            double share = i / length % 2 == 0 ? 0.9 : 0.1;
            return 1 + category(topics[category(share, 1 - share)]);
        });
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data D : int(min = 1)
                data doc : int(min = 1, max = D)[n]
                data word : int(min = 1, max = 6)[n]
                plate d in 1..D { theta[d] ~ Dirichlet(0.5 * ones(2)) }
                plate k in 1..2 { phi[k] ~ Dirichlet(0.5 * ones(6)) }
                plate i in 1..n {
                  z[i] ~ Categorical(theta[doc[i]])
                  word[i] ~ Categorical(phi[z[i]])
                }""").with("doc", doc).with("word", word).scalar("D", documents));
        double first = Math.max(fit.mean("phi[1,1]"), fit.mean("phi[2,1]"));
        double last = Math.max(fit.mean("phi[1,6]"), fit.mean("phi[2,6]"));
        assertEquals(0.45, first, 0.06);
        assertEquals(0.45, last, 0.06);
    }

    @Test
    void hiddenMarkovModel() {
        double[] centres = {-2, 3};
        int[] state = new int[1];
        double[] y = draws(400, t -> {
            state[0] = category(state[0] == 0 ? 0.9 : 0.2, state[0] == 0 ? 0.1 : 0.8);
            return centres[state[0]] + random.nextGaussian();
        });
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data T : int(min = 2)
                data y : real[T]
                plate k in 1..2 { A[k] ~ Dirichlet(ones(2)) }
                mu : real[2] ~ Normal(0, 10)
                z[1] ~ Categorical([0.5, 0.5])
                y[1] ~ Normal(mu[z[1]], 1)
                for t in 2..T {
                  z[t] ~ Categorical(A[z[t-1]])
                  y[t] ~ Normal(mu[z[t]], 1)
                }""").with("y", y));
        assertEquals(-2, Math.min(fit.mean("mu[1]"), fit.mean("mu[2]")), 0.3);
        assertEquals(3, Math.max(fit.mean("mu[1]"), fit.mean("mu[2]")), 0.3);
    }

    /** With nothing else to learn, the chain is the exact posterior, and the bound the sum over all paths. */
    @Test
    void statesOfAHiddenMarkovModelAreOneFactor() {
        double[] y = draws(6, t -> t < 3 ? -1 : 2 + 0.3 * random.nextGaussian());
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data T : int(min = 2)
                data y : real[T]
                data A : real[2, 2]
                mu ~ Normal(0, 1e-6)
                z[1] ~ Bernoulli(0.5)
                for t in 2..T { z[t] ~ Bernoulli(A[1 + z[t-1], 2]) }
                for t in 1..T { y[t] ~ Normal(mu + 3 * z[t] - 1, 1) }""")
                .with("y", y).shaped("A", List.of(2, 2), 0.9, 0.1, 0.2, 0.8));
        double evidence = 0;
        for (int path = 0; path < 64; path++) {
            double p = 0.5;
            for (int t = 0; t < 6; t++) {
                int state = path >> t & 1;
                double residual = y[t] - 3 * state + 1;
                p *= Math.exp(-0.5 * residual * residual) / Math.sqrt(2 * Math.PI);
                if (t > 0) {
                    double one = (path >> (t - 1) & 1) == 0 ? 0.1 : 0.8;
                    p *= state == 1 ? one : 1 - one;
                }
            }
            evidence += p;
        }
        assertEquals(Math.log(evidence), fit.elbo(), 1e-8);
        assertEquals(1, fit.form.groups().stream().filter(group -> group.family().equals("Markov chain")).count());
    }

    @Test
    void factorAnalysis() {
        int n = 150;
        double[][] w = {{2, 0}, {1.5, 0.5}, {0, 2}, {-1, 1}, {0.5, -1.5}};
        double[][] z = new double[n][];
        Arrays.setAll(z, i -> new double[] {random.nextGaussian(), random.nextGaussian()});
        double[] y = draws(n * 5, k -> w[k % 5][0] * z[k / 5][0] + w[k % 5][1] * z[k / 5][1]
                + 0.3 * random.nextGaussian());
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data y : real[n, 5]
                W : real[5, 2] ~ Normal(0, 2)
                tau ~ Gamma(2, 1)
                plate i in 1..n {
                  z[i] : real[2] ~ Normal(0, 1)
                  plate j in 1..5 { y[i, j] ~ Normal(W[j, 1] * z[i, 1] + W[j, 2] * z[i, 2], 1 / sqrt(tau)) }
                }""").shaped("y", List.of(n, 5), y));
        assertEquals(5 + n, fit.form.groups().stream().filter(group -> group.family().equals("multivariate normal"))
                .mapToInt(group -> group.count()).sum());
        for (int j = 1; j <= 5; j++) {
            double communality = Math.pow(fit.mean("W[" + j + ",1]"), 2) + Math.pow(fit.mean("W[" + j + ",2]"), 2);
            assertEquals(w[j - 1][0] * w[j - 1][0] + w[j - 1][1] * w[j - 1][1], communality, 1.2);
        }
        assertEquals(1 / 0.09, fit.mean("tau"), 2);
    }

    @Test
    void poissonFactorisation() {
        int rows = 25;
        double[] a = draws(rows * 2, k -> 0.5 + 3 * random.nextDouble());
        double[] b = draws(8 * 2, k -> 0.5 + 2 * random.nextDouble());
        double[] y = draws(rows * 8, k -> poisson(a[k / 8 * 2] * b[k % 8 * 2] + a[k / 8 * 2 + 1] * b[k % 8 * 2 + 1]));
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data y : int(min = 0)[n, 8]
                plate i in 1..n { a[i] : positive[2] ~ Gamma(1, 0.5) }
                plate j in 1..8 { b[j] : positive[2] ~ Gamma(1, 1) }
                plate i in 1..n {
                  plate j in 1..8 { y[i, j] ~ Poisson(a[i, 1] * b[j, 1] + a[i, 2] * b[j, 2]) }
                }""").shaped("y", List.of(rows, 8), y));
        double error = 0;
        double noise = 0;
        for (int k = 0; k < y.length; k++) {
            int i = k / 8;
            int j = k % 8;
            double rate = 0;
            for (int f = 1; f <= 2; f++) {
                rate += fit.mean("a[" + (i + 1) + "," + f + "]") * fit.mean("b[" + (j + 1) + "," + f + "]");
            }
            double truth = a[2 * i] * b[2 * j] + a[2 * i + 1] * b[2 * j + 1];
            error += Math.abs(rate / truth - 1) / y.length;
            noise += Math.abs(y[k] / truth - 1) / y.length;
        }
        assertTrue(error < 0.7 * noise, "mean relative errors " + error + " of the rates, " + noise + " of counts");
        assertTrue(fit.form.isAugmented());
    }

    private double poisson(double rate) {
        double u = random.nextDouble();
        double p = Math.exp(-rate);
        int k = 0;
        while (u > p && k < 1000) {
            u -= p;
            p *= rate / ++k;
        }
        return k;
    }

    @Test
    void logisticRegression() {
        int n = 300;
        double[] x = draws(n, i -> random.nextGaussian());
        double[] y = draws(n, i -> random.nextDouble() < 1 / (1 + Math.exp(-0.5 - 1.5 * x[i])) ? 1 : 0);
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data x : real[n]
                data y : bool[n]
                a ~ Normal(0, 3)
                b ~ Normal(0, 3)
                plate i in 1..n { y[i] ~ Bernoulli(logits = a + b * x[i]) }""").with("x", x).with("y", y));
        assertEquals(0.5, fit.mean("a"), 0.5);
        assertEquals(1.5, fit.mean("b"), 0.6);
        assertTrue(fit.result.draws().count() > 100);
    }

    @Test
    void sameSeedSameBits() {
        double[] y = draws(50, i -> random.nextGaussian());
        ModelText model = new ModelText("""
                data n : int(min = 1)
                data y : real[n]
                mu : real[2] ~ Normal(0, 10)
                w ~ Beta(2, 2)
                plate i in 1..n { z[i] ~ Bernoulli(w)  y[i] ~ Normal(mu[z[i] + 1], 1) }""").with("y", y);
        double[] one = new ConjugateFit(model, Map.of(), 3).result.state();
        double[] other = new ConjugateFit(model, Map.of(), 3).result.state();
        assertTrue(Arrays.equals(one, other));
    }
}
