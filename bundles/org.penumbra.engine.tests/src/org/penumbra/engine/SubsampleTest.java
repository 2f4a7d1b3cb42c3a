package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * A minibatch is an estimate without bias: the mean over all choices of rows is the full density, and so for gradients.
 * The choices are found by drawing until none is likely to be missing (the chance is below 1 in 10^9 in each test), and
 * are told apart by their densities; their number is known.
 */
class SubsampleTest {

    private static final double[] X = {0.3, -1.2, 0.8, 1.9, -0.4, 0.6, -2.1, 0.2, 1.1, 0.5, -0.7, 1.4, 0.9, -1.6, 0.1};

    @Test
    void logisticRegression() {
        unbiased(new ModelText("""
                data n : int  data D : int  data X : real[n, D]  data y : int[n]
                a ~ Normal(0, 2)
                b : real[D] ~ Normal(0, 1)
                plate row: i in 1..n { y[i] ~ Bernoulli(logits = a + X[i] @ b) }
                """).shaped("X", List.of(5, 3), X).with("y", 1, 0, 1, 1, 0), Map.of("row", 2), 10);
    }

    @Test
    void localSitesAreDrawnWithTheirRows() {
        unbiased(schools("theta[j] ~ Normal(mu, tau)"), Map.of("j", 2), 10);
        unbiased(schools("theta[j] ~ Normal(mu, tau) @noncentered"), Map.of("J", 3), 10);
    }

    static ModelText schools(String site) {
        return new ModelText("""
                data J : int  data y : real[J]  data s : positive[J]
                mu ~ Normal(0, 5)  tau ~ HalfNormal(2)
                plate j in 1..J {
                  %s
                  y[j] ~ Normal(theta[j], s[j])
                }""".formatted(site)).with("y", 2.8, 0.8, -0.3, 0.7, 1.8).with("s", 1.5, 1, 1.6, 1.1, 0.9);
    }

    @Test
    void coordinatesOfOtherRowsHaveNoGradient() {
        Minibatch batch = schools("theta[j] ~ Normal(mu, tau)").compile().target().subsample(Map.of("j", 2),
                Sampling.INDEPENDENT);
        double[] gradient = new double[7];
        for (int k = 0; k < 20; k++) {
            batch.draw(RandomStream.of(k));
            batch.logDensityAndGradient(TargetContract.point(batch, 1), gradient);
            assertEquals(3, Arrays.stream(gradient, 2, 7).filter(slope -> slope == 0).count());
        }
    }

    @Test
    void platesInPlates() {
        ModelText model = new ModelText("""
                data D : int  data W : int  data y : real[D, W]
                mu ~ Normal(0, 1)  s ~ HalfNormal(1)
                plate doc: d in 1..D {
                  a[d] ~ Normal(mu, 1)
                  plate word: w in 1..W { y[d, w] ~ Normal(a[d], s) }
                }""").shaped("y", List.of(4, 3), Arrays.copyOf(X, 12));
        unbiased(model, Map.of("doc", 2), 6);
        unbiased(model, Map.of("word", 2), 3);
        unbiased(model, Map.of("doc", 2, "word", 1), 18);
    }

    @Test
    void topicsOfDocuments() {
        ModelText model = new ModelText("""
                data K : int  data D : int  data W : int  data V : int  data word : int[D, W]
                plate topic: k in 1..K { phi[k] ~ Dirichlet(ones(V)) }
                plate doc: d in 1..D {
                  theta[d] ~ Dirichlet(ones(K))
                  plate w in 1..W {
                    z[d, w] ~ Categorical(theta[d])
                    word[d, w] ~ Categorical(phi[z[d, w]])
                  }
                }""").scalar("K", 2).scalar("V", 3).shaped("word", List.of(4, 3), 1, 2, 2, 3, 1, 1, 2, 3, 3, 1, 1, 2);
        unbiased(model, Map.of("doc", 2), 6);
        unbiased(model, Map.of("w", 2), 3);
    }

    @Test
    void mixtures() {
        unbiased(new ModelText("""
                data n : int  data y : real[n]
                p ~ Beta(2, 2)
                m : real[2] ~ Normal(0, 2)
                plate i in 1..n {
                  z[i] ~ Bernoulli(p)
                  y[i] ~ Normal(m[z[i] + 1], 1)
                }""").with("y", 0.2, -1.3, 2.1, 0.7, 1.9), Map.of("i", 3), 10);
    }

    @Test
    void vectorsRowByRow() {
        unbiased(new ModelText("""
                data n : int  data y : real[n, 2]
                mu : real[2] ~ Normal(0, 1)
                s : positive[2] ~ HalfNormal(1)
                plate i in 1..n {
                  e[i] : real[2] ~ Normal(0, 1)
                  L = cholesky([[1 + s[1] + exp(e[i, 1]), 0.3], [0.3, 2 + s[2]]])
                  y[i] ~ MultivariateNormal(mu + e[i], scaleTril = L)
                }""").shaped("y", List.of(4, 2), Arrays.copyOf(X, 8)), Map.of("i", 2), 6);
    }

    @Test
    void groupsAndIndicesAndLogFactorials() {
        unbiased(new ModelText("""
                data n : int  data G : int  data g : int[n]  data y : int[n]
                a : real[G] ~ Normal(0, 1)
                b ~ Normal(0, 0.1)
                plate i in 1..n { y[i] ~ Poisson(exp(a[g[i]] + b * (i - 2))) }
                """).scalar("G", 2).with("g", 1, 2, 2, 1, 1).with("y", 3, 0, 2, 5, 1), Map.of("n", 2), 10);
    }

    @Test
    void seriesInAPlate() {
        unbiased(new ModelText("""
                data S : int  data T : int  data y : real[S, T]
                r ~ Normal(0, 0.5)
                plate s in 1..S {
                  v[s] ~ Normal(0, 1)
                  x[s, 1] = v[s]
                  for t in 2..T { x[s, t] = r * x[s, t - 1] + y[s, t - 1] }
                  for t in 1..T { y[s, t] ~ Normal(x[s, t], 1) }
                }""").shaped("y", List.of(5, 3), X), Map.of("s", 2), 10);
    }

    @Test
    void whatStandsOutsideIsAlwaysThere() {
        unbiased(new ModelText("""
                data n : int  data y : real[n]
                mu ~ Normal(0, 1)
                plate i in 1..n { t[i] ~ Normal(mu, 1) }
                factor -0.3 * sum(t) ^ 2
                plate row: k in 1..n { y[k] ~ Normal(t[k], 0.5) }
                """).with("y", 0.2, -1.3, 2.1, 0.7, 1.9), Map.of("row", 2), 10);
    }

    @Test
    void matricesInTilesAndLongLoops() {
        int n = 300;
        double[] inputs = new double[n * 4];
        double[] outcomes = new double[n];
        RandomStream random = RandomStream.of(11);
        Arrays.setAll(inputs, k -> random.nextGaussian());
        Arrays.setAll(outcomes, k -> random.nextInt(2));
        Target target = new ModelText("""
                data n : int  data D : int  data X : real[n, D]  data y : int[n]
                a ~ Normal(0, 2)
                b : real[D] ~ Normal(0, 1)
                plate row: i in 1..n { y[i] ~ Bernoulli(logits = a + X[i] @ b) }
                """).shaped("X", List.of(n, 4), inputs).with("y", outcomes).compile().target();
        meanOfAPass(target, target.subsample(Map.of("row", 100), Sampling.PASSES));
        meanOfAPass(target, target.subsample(Map.of("row", 150), Sampling.PASSES));
    }

    private static void meanOfAPass(Target target, Minibatch batch) {
        double[] x = TargetContract.point(target, 3);
        double[] expected = new double[x.length];
        double[] mean = new double[x.length];
        double density = 0;
        RandomStream random = RandomStream.of(5);
        long draws = batch.drawsPerPass();
        for (int k = 0; k < draws; k++) {
            batch.draw(random);
            double[] gradient = new double[x.length];
            density += batch.logDensityAndGradient(x, gradient) / draws;
            Arrays.setAll(mean, i -> mean[i] + gradient[i] / draws);
        }
        assertEquals(target.logDensityAndGradient(x, expected), density, 1e-9 * Math.abs(density));
        assertArrayEquals(expected, mean, 1e-9 * Math.abs(density));
    }

    /** @param choices how many choices of rows there are */
    static void unbiased(ModelText text, Map<String, Integer> sizes, int choices) {
        Target target = text.compile().target();
        Minibatch batch = target.subsample(sizes, Sampling.INDEPENDENT);
        for (int seed = 0; seed < 2; seed++) {
            double[] x = TargetContract.point(target, seed);
            Map<String, double[]> found = new TreeMap<>();
            RandomStream random = RandomStream.of(seed);
            for (int k = 0; k < 40 * choices; k++) {
                batch.draw(random);
                double[] estimate = new double[x.length + 1];
                double[] gradient = new double[x.length];
                estimate[x.length] = batch.logDensityAndGradient(x, gradient);
                System.arraycopy(gradient, 0, estimate, 0, x.length);
                assertEquals(batch.logDensity(x), estimate[x.length], 1e-9 * Math.abs(estimate[x.length]));
                found.putIfAbsent("%.7e".formatted(estimate[x.length]), estimate);
            }
            assertEquals(choices, found.size(), "choices of rows");
            mean(found, target, x);
        }
    }

    private static void mean(Map<String, double[]> found, Target target, double[] x) {
        double[] gradient = new double[x.length];
        double density = target.logDensityAndGradient(x, gradient);
        double[] mean = new double[x.length + 1];
        found.values().forEach(one -> Arrays.setAll(mean, k -> mean[k] + one[k] / found.size()));
        assertEquals(density, mean[x.length], 1e-10 * Math.max(1, Math.abs(density)), "density");
        for (int i = 0; i < x.length; i++) {
            assertEquals(gradient[i], mean[i], 1e-10 * Math.max(1, Math.abs(gradient[i])), "coordinate " + i);
        }
        assertTrue(found.values().stream().anyMatch(one -> Math.abs(one[x.length] - density) > 1e-3), "an estimate");
    }
}
