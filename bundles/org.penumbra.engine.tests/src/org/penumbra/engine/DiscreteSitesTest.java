package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Discrete latent sites are summed out: against the sum over every joint assignment, and by differences. */
class DiscreteSitesTest {

    static Stream<EnumeratedModel> models() {
        return Stream.of(plates(), nested(), chains(), graphs(), stored(), multivariate()).flatMap(models -> models);
    }

    private static Stream<EnumeratedModel> plates() {
        String mixture = "data n : int(min = 1)  data y : real[n]\n"
                + "w ~ Beta(2, 2)  a ~ Normal(0, 2)  b ~ Normal(1, 2)  s ~ HalfNormal(1)\n";
        return Stream.of(
            model(mixture + "plate i in 1..n { z[i] ~ Bernoulli(w)  y[i] ~ Normal(if z[i] == 1 then a else b, s) }")
                    .given("y", 0.3, 1.2, -0.4, 2.2).site("z", 0, 1, 4),
            model(mixture + "plate i in 1..n { z ~ Categorical([w, 1 - w])  m = [a, b]  y[i] ~ Normal(m[z], s) }")
                    .observedAs(mixture + "m = [a, b]\n"
                            + "plate i in 1..n { z[i] ~ Categorical([w, 1 - w])  y[i] ~ Normal(m[z[i]], s) }")
                    .given("y", 0.3, 1.2, -0.4, 2.2).site("z", 1, 2, 4),
            model(mixture + "plate i in 1..n { z[i] ~ Bernoulli(w) }\n"
                    + "plate j in 1..n { y[j] ~ Normal(a + b * z[j], s) }")
                    .given("y", 0.3, 1.2, -0.4).site("z", 0, 1, 3),
            model("data n : int  data y : real[n]  p ~ Beta(1, 1)  r ~ Normal(0, 1)\n"
                    + "plate i in 1..n { k[i] ~ Binomial(3, p)  x[i] ~ Normal(r * k[i], 1)  y[i] ~ Normal(x[i], 0.5) }")
                    .given("y", 0.3, 1.2, -0.4).site("k", 0, 3, 3),
            model("data n : int  data y : int[n]  data m : int[n]  p ~ Beta(1, 1)  q ~ Beta(1, 2)\n"
                    + "plate i in 1..n { k[i] ~ Binomial(m[i], p)  y[i] ~ Binomial(m[i], q * (k[i] + 1) / 8) }")
                    .given("y", 1, 0, 3).given("m", 2, 1, 5).site("k", 0, 5, 3),
            model("data n : int  data y : int[n]  l ~ LogNormal(0, 1)  p ~ Beta(2, 2)\n"
                    + "plate i in 1..n { z[i] ~ Bernoulli(p)  y[i] ~ Poisson(l * z[i]) }")
                    .given("y", 0, 2, 0, 1).site("z", 0, 1, 4),
            model("data n : int  data y : real[n]  m ~ Normal(0, 1)\n"
                    + "plate i in 1..n { z[i] : int(min = 0, max = 2) ~ Poisson(0.7)  y[i] ~ Normal(m + z[i], 1) }")
                    .observedAs("data n : int  data y : real[n]  m ~ Normal(0, 1)\n"
                            + "plate i in 1..n { z[i] ~ Poisson(0.7)  y[i] ~ Normal(m + z[i], 1) }")
                    .given("y", 0.1, 2).site("z", 0, 2, 2),
            model("data y : real[3]  m : real[2] ~ Normal(0, 1)  z : int[3] ~ Bernoulli(0.3)\n"
                    + "y ~ Normal(m[z + 1], 1)")
                    .observedAs("data y : real[3]  m : real[2] ~ Normal(0, 1)  z ~ Bernoulli(0.3)\n"
                            + "y ~ Normal(m[z + 1], 1)").given("y", 1, 2, 3).site("z", 0, 1, 3));
    }

    private static Stream<EnumeratedModel> nested() {
        return Stream.of(
            model("data J : int  data I : int  data y : real[J, I]  mu : real[2] ~ Normal(0, 3)  p ~ Beta(2, 2)\n"
                    + "plate j in 1..J { z[j] ~ Categorical([p, 1 - p])\n"
                    + "plate i in 1..I { y[j, i] ~ Normal(mu[z[j]], 1) } }")
                    .shaped("y", 2, 3, 1, 2, 3, -1, 0, -2).site("z", 1, 2, 2),
            model("data S : int  data V : int  data y : int[S, V]  psi ~ Beta(1, 1)  p ~ Beta(1, 1)\n"
                    + "plate s in 1..S { z[s] ~ Bernoulli(psi)  plate v in 1..V { y[s, v] ~ Bernoulli(z[s] * p) } }")
                    .shaped("y", 3, 2, 0, 0, 1, 0, 0, 1).site("z", 0, 1, 3),
            model("data J : int  data I : int  data y : real[J, I]  mu : real[2] ~ Normal(0, 3)  b : real[2] ~ "
                    + "Normal(0, 1)\n"
                    + "plate j in 1..J { c[j] ~ Bernoulli(0.4)  plate i in 1..I { w[j, i] ~ Bernoulli(logits = "
                    + "b[c[j] + 1])\n"
                    + "y[j, i] ~ Normal(mu[w[j, i] + 1], 1) } }")
                    .shaped("y", 2, 2, 1, 2, -1, 0).site("c", 0, 1, 2).site("w", 0, 1, 2, 2),
            model("data N : int  data J : int  data g : int(min = 1, max = J)[N]  data y : real[N]  mu : real[2] ~ "
                    + "Normal(0, 3)\n"
                    + "plate j in 1..J { z[j] ~ Categorical([0.3, 0.7]) }\n"
                    + "plate i in 1..N { y[i] ~ Normal(mu[z[g[i]]], 1) }")
                    .given("J", 3).given("g", 3, 1, 3, 1, 1).given("y", 1, 2, 0.4, 3, -1).site("z", 1, 2, 3),
            model("data N : int  data g : int[N]  data h : int[N]  data y : real[N]  mu : real[2] ~ Normal(0, 3)\n"
                    + "plate j in 1..2 { plate k in 1..3 { z[j, k] ~ Categorical([0.3, 0.7]) } }\n"
                    + "plate i in 1..N { y[i] ~ Normal(mu[z[g[i], h[i]]], 1) }")
                    .given("g", 1, 2, 1, 1).given("h", 3, 1, 3, 2).given("y", 1, 2, 0.4, 3).site("z", 1, 2, 2, 3),
            model("data T : int(min = 2)  data y : int[T]  e ~ Exponential(1)  l ~ Exponential(1)\n"
                    + "tau ~ Categorical(ones(T) / T)\n"
                    + "for t in 1..T { y[t] ~ Poisson(if t < tau then e else l) }")
                    .given("y", 4, 5, 3, 1, 0, 2).site("tau", 1, 6),
            model("data y : real[3]  m ~ Normal(0, 1)  c ~ Bernoulli(0.3)\n"
                    + "plate i in 1..3 { z[i] ~ Bernoulli(if c == 1 then 0.9 else 0.2)  y[i] ~ Normal(m * z[i], 1) }\n"
                    + "factor m * c").given("y", 1, 2, 3).site("c", 0, 1).site("z", 0, 1, 3));
    }

    private static Stream<EnumeratedModel> chains() {
        String hmm = "data T : int(min = 1)  data y : real[T]  a ~ Beta(2, 2)  b ~ Beta(2, 2)\n"
                + "mu : real[2] ~ Normal(0, 3)\nz[1] ~ Categorical([0.4, 0.6])\n";
        return Stream.of(
            model(hmm + "y[1] ~ Normal(mu[z[1]], 1)\n"
                    + "for t in 2..T { z[t] ~ Categorical(if z[t-1] == 1 then [a, 1 - a] else [b, 1 - b])\n"
                    + "y[t] ~ Normal(mu[z[t]], 1) }").given("y", 1, 2, 0.4, 3, -1).site("z", 1, 2, 5),
            model(hmm + "A = [[a, 1 - a], [b, 1 - b]]  for t in 2..T { z[t] ~ Categorical(A[z[t-1]]) }\n"
                    + "for t in 1..T { y[t] ~ Normal(mu[z[t]], 1) }  factor a * z[T]")
                    .given("y", 1, 2, 0.4, 3, -1, 2).site("z", 1, 2, 6),
            model("data T : int  data y : real[T]  data D : real[3, 3]  mu : real[3] ~ Normal(0, 3)\n"
                    + "z[1] ~ Categorical([1, 0, 0])\n"
                    + "for t in 2..T { z[t] ~ Categorical(D[z[t-1]])  y[t] ~ Normal(mu[z[t]], 1) }")
                    .given("y", 1, 2, 0.4, 3).shaped("D", 3, 3, 0.8, 0.2, 0, 0, 0.5, 0.5, 0, 0, 1)
                    .site("z", 1, 3, 4),
            model("data N : int  data T : int  data y : real[N, T]  a ~ Beta(2, 2)  mu : real[2] ~ Normal(0, 3)\n"
                    + "plate i in 1..N { z[i, 1] ~ Bernoulli(0.5)  y[i, 1] ~ Normal(mu[1 + z[i, 1]], 1)\n"
                    + "for t in 2..T { z[i, t] ~ Bernoulli(if z[i, t-1] == 1 then a else 0.1)\n"
                    + "y[i, t] ~ Normal(mu[1 + z[i, t]], 1) } }")
                    .shaped("y", 2, 3, 1, 2, 0.4, 3, 1, 1).site("z", 0, 1, 2, 3),
            model("data T : int  data y : real[T]  p : unit ~ Beta(2, 2)  m ~ Normal(0, 1)\n"
                    + "z[1] ~ Bernoulli(p)  z[2] ~ Bernoulli(0.2 + 0.5 * z[1])\n"
                    + "for t in 3..T { z[t] ~ Bernoulli(0.1 + 0.3 * z[t-1] + 0.5 * p * z[t-2]) }\n"
                    + "for t in 1..T { y[t] ~ Normal(m * z[t], 1) }").given("y", 1, 2, 0.4, 3, 1, 0).site("z", 0, 1, 6),
            model("data T : int  data y : real[T]  p ~ Beta(2, 2)  m ~ Normal(0, 1)\n"
                    + "u[1] ~ Bernoulli(p)  v[1] ~ Bernoulli(0.2 + 0.5 * u[1])\n"
                    + "for t in 2..T { u[t] ~ Bernoulli(0.1 + p * 0.8 * u[t-1])  v[t] ~ Bernoulli(0.3 + 0.2 * "
                    + "v[t-1] + 0.4 * u[t]) }\n"
                    + "for t in 1..T { y[t] ~ Normal(m * v[t] + u[t], 1) }").given("y", 1, 2, 0.4, 3)
                    .site("u", 0, 1, 4).site("v", 0, 1, 4),
            model("data N : int  data T : int  data y : real[N, T]  a ~ Beta(2, 2)  m ~ Normal(0, 1)\n"
                    + "plate i in 1..N { c[i] ~ Bernoulli(0.3)  z[i, 1] ~ Bernoulli(0.5)\n"
                    + "for t in 2..T { z[i, t] ~ Bernoulli(if z[i, t-1] == c[i] then a else 0.1) }\n"
                    + "for t in 1..T { y[i, t] ~ Normal(m * z[i, t], 1) } }")
                    .shaped("y", 2, 3, 1, 2, 0.4, 3, 1, 1).site("c", 0, 1, 2).site("z", 0, 1, 2, 3),
            model("data N : int  data k : int[N]  data y : real[N]  a ~ Beta(2, 2)  m ~ Normal(0, 1)\n"
                    + "z[1] ~ Bernoulli(a)  for t in 2..4 { z[t] ~ Bernoulli(0.2 + 0.6 * a * z[t-1]) }\n"
                    + "plate i in 1..N { y[i] ~ Normal(m * z[k[i]], 1) }")
                    .given("k", 1, 3, 3, 4, 1).given("y", 1, 2, 3, 0, 1).site("z", 0, 1, 4));
    }

    private static Stream<EnumeratedModel> graphs() {
        return Stream.of(
            model("data y : real  m ~ Normal(0, 1)  a ~ Bernoulli(0.3)  b ~ Bernoulli(0.2 + 0.5 * a)\n"
                    + "c ~ Categorical([0.5, 0.3, 0.2])  d ~ Bernoulli((b + c) / 5)  y ~ Normal(m * (a + d), 1)")
                    .given("y", 1).site("a", 0, 1).site("b", 0, 1).site("c", 1, 3).site("d", 0, 1),
            model("data e : int[4, 2]  m ~ Normal(0, 1)  plate i in 1..4 { z[i] ~ Bernoulli(0.4) }\n"
                    + "plate k in 1..4 { factor m * z[e[k, 1]] * z[e[k, 2]] }")
                    .shaped("e", 4, 2, 1, 2, 2, 3, 3, 4, 1, 4).site("z", 0, 1, 4),
            model("data y : real  m ~ Normal(0, 1)  plate i in 1..4 { z[i] ~ Bernoulli(0.4) }\n"
                    + "y ~ Normal(m * sum(z), 1)").given("y", 2).site("z", 0, 1, 4),
            model("data y : real  m ~ Normal(0, 1)  plate i in 1..3 { z[i] ~ Bernoulli(0.4) }  c ~ "
                    + "Categorical([0.2, 0.3, 0.5])\n"
                    + "y ~ Normal(m * z[c], 1)  factor m * sum(z)").given("y", 2).site("z", 0, 1, 3).site("c", 1, 3),
            model("data y : real[3, 3]  m ~ Normal(0, 1)  b ~ Normal(0, 1)\n"
                    + "plate i in 1..3 { plate j in 1..3 { z[i, j] ~ Bernoulli(0.4)  y[i, j] ~ Normal(m * z[i, j], "
                    + "1) } }\n"
                    + "plate i in 1..2 { plate j in 1..3 { factor b * z[i, j] * z[i + 1, j] } }\n"
                    + "plate i in 1..3 { plate j in 1..2 { factor b * z[i, j] * z[i, j + 1] } }")
                    .shaped("y", 3, 3, 1, 2, 0, 1, -1, 3, 1, 0, 2).site("z", 0, 1, 3, 3));
    }

    /** Functions of blocks, and what is stored, of discrete sites. */
    private static Stream<EnumeratedModel> stored() {
        return Stream.of(
            model("data n : int  data y : real[n]  m : real[2, 3] ~ Normal(0, 1)\n"
                    + "plate i in 1..n { z[i] ~ Bernoulli(0.3)  y[i] ~ Normal(logSumExp(m[1 + z[i]]), 1) }")
                    .given("y", 1, 2.5, 0).site("z", 0, 1, 3),
            model("data n : int  data y : real[n]  m : real[2] ~ Normal(0, 1)  s ~ HalfNormal(1)\n"
                    + "plate i in 1..n { z[i] ~ Bernoulli(0.3)\n"
                    + "L = cholesky([[1 + m[1]^2, z[i] / 2], [z[i] / 2, 2 + s]])  y[i] ~ Normal(L[2, 1] + m[2], "
                    + "L[2, 2]) }")
                    .given("y", 1, 2.5, 0).site("z", 0, 1, 3),
            model("data T : int  data y : real[T]  a ~ Normal(0, 1)  z[1] ~ Bernoulli(0.5)\n"
                    + "for t in 2..T { z[t] ~ Bernoulli(invLogit(a * z[t-1])) }\n"
                    + "for t in 1..T { u[t] = exp(logSumExp([a, 0.3 * z[t]]))  y[t] ~ Normal(u[t], 1) }")
                    .given("y", 1, 2, 0, 1).site("z", 0, 1, 4));
    }

    /** Vectors and matrices around discrete sites; the first is the model of the language's paper, word by word. */
    private static Stream<EnumeratedModel> multivariate() {
        return Stream.of(
            model("data K : int(min = 1)  data T : int(min = 1)  data y : real[T]\n"
                    + "plate k in 1..K { A[k] ~ Dirichlet(ones(K)) }\nmu : ordered[K] ~ Normal(0, 10)\n"
                    + "z[1] ~ Categorical(ones(K) / K)\ny[1] ~ Normal(mu[z[1]], 1)\n"
                    + "for t in 2..T { z[t] ~ Categorical(A[z[t-1]])  y[t] ~ Normal(mu[z[t]], 1) }")
                    .given("K", 3).given("y", 1, 2.5, 0, -1, 4).site("z", 1, 3, 5),
            model("data n : int  data y : real[n, 2]  mu : real[2, 2] ~ Normal(0, 3)  s : positive[2] ~ HalfNormal(1)\n"
                    + "plate i in 1..n { z[i] ~ Bernoulli(0.3)\n"
                    + "y[i] ~ MultivariateNormal(mu[1 + z[i]], [[1 + s[1 + z[i]], 0.5], [0.5, 2]]) }")
                    .shaped("y", 3, 2, 1, 2, 3, -1, 0, 1).site("z", 0, 1, 3),
            model("data n : int  data y : real[n]  w ~ Dirichlet([1, 2, 1])  mu : real[3] ~ Normal(0, 3)\n"
                    + "plate i in 1..n { z[i] ~ Categorical(w)  y[i] ~ Normal(mu[z[i]], 1) }")
                    .given("y", 1, 2, 3, -1).site("z", 1, 3, 4));
    }

    private static EnumeratedModel model(String text) {
        return new EnumeratedModel(text);
    }

    private static double[] point(Target target, int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] x = new double[target.dimension()];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.8 * random.nextGaussian();
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("models")
    void densityIsTheSumOverAllAssignments(EnumeratedModel model) {
        Target target = model.summedOut().compileUnchecked().target();
        for (int seed = 0; seed < 2; seed++) {
            double[] x = point(target, seed);
            double expected = model.enumerated(x);
            assertTrue(Double.isFinite(expected));
            assertEquals(expected, target.logDensity(x), 1e-10 * Math.max(1, Math.abs(expected)));
            double slow = target.contributions(x).stream().mapToDouble(Target.Contribution::logDensity).sum();
            assertEquals(expected, slow, 1e-10 * Math.max(1, Math.abs(expected)));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientAgreesWithDifferences(EnumeratedModel model) {
        Target target = model.summedOut().compileUnchecked().target();
        TargetContract.gradientAgreesWithDifferences(target, point(target, 4));
    }
}
