package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.Phase;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Every construct that is compiled: generated code against the slow evaluator, gradients against differences, and the
 * way
 * to reported values and back.
 */
class CompiledModelTest {

    private static final double[] X = {0.5, -1.2, 2.5, 0.1, 1.9, -0.4};
    private static final double[] Y = {1.1, 0.3, 2.2, -0.7, 1.6, 0.2};

    private static ModelText regression(String statements) {
        return new ModelText("data n : int  data x : real[n]  data y : real[n]\n" + statements).with("x", X)
                .with("y", Y);
    }

    static Stream<ModelText> models() {
        return Stream.of(plain(), grouped(), recurrent()).flatMap(models -> models);
    }

    private static Stream<ModelText> plain() {
        return Stream.of(
            regression("a ~ Normal(0, 2)  s ~ HalfNormal(1)  plate i in 1..n { y[i] ~ Normal(a * x[i], s) }"),
            regression("a ~ Normal(0, 2)  s ~ Exponential(1)  y ~ StudentT(4, a + x, s)"),
            regression("b : real[2] ~ Normal(0, 1)  plate i in 1..n { m = b[1] + b[2] * x[i]  y[i] ~ Normal(m, 1) }"),
            regression("m : real[n] ~ Normal(x, 1)  y ~ Normal(m, 0.5)"),
            regression("a ~ Normal(0, 1)  s ~ LogNormal(0, 1)  r = y - a * x\n"
                    + "factor -dot(r, r) / (2 * s^2) - n * log(s)"),
            regression("lo ~ Normal(0, 1)  w ~ Uniform(lo, lo + 2)  y ~ Normal(w * x, 1)"),
            regression("k : positive ~ Flat()  y ~ Normal(mean(x) * k, sd(x) + k)"),
            regression("a ~ Cauchy(0, 1)  y ~ Normal(if x > 0 then a * x else exp(a) * x, 1)"),
            regression("a ~ Gamma(2, 1)  c ~ Beta(2, 3)  deterministic d = a * c  y ~ Normal(d * x[1..n], 1 + a)"),
            regression("z : interval(-1, 3) ~ Normal(0, 1)  q : real(max = 2) ~ Normal(0, 1)\n"
                    + "y ~ Normal(z + q * x, 1)"),
            regression("a ~ InverseGamma(3, 2)  plate i in 1..n { h = sqrt(a) * x[i]^2  deterministic e = y[i] - h"
                    + "  y[i] ~ Normal(h, a) }"),
            new ModelText("data k : int[4]  r ~ Gamma(2, 1)  plate i in 1..4 { k[i] ~ Poisson(r) }")
                    .with("k", 3, 0, 5, 2),
            new ModelText("data k : int[4]  m ~ Normal(0, 1)  p ~ Beta(1, 1)  k ~ NegativeBinomial(exp(m), probs = p)")
                    .with("k", 3, 0, 5, 2),
            new ModelText("data k : int[3]  p ~ Beta(2, 2)  b ~ Normal(0, 1)  data h : bool[3]\n"
                    + "k ~ Binomial(10, p)  h ~ Bernoulli(logits = b)").with("k", 3, 0, 10).with("h", 1, 0, 1),
            new ModelText("data z : int[3]  w : real[3] ~ Normal(0, 1)  z ~ Categorical(logits = w)")
                    .with("z", 3, 1, 3),
            new ModelText("data X : real[3, 2]  data y : real[3]  b : real[2] ~ Normal(0, 1)  y ~ Normal(X @ b, 0.3)")
                    .shaped("X", List.of(3, 2), 1, 2, 3, 4, 5, 6).with("y", 1, 2, 3),
            new ModelText("data X : real[3, 2]  data y : real[2]  b : real[3] ~ Normal(0, 1)  y ~ Normal(X' @ b, 0.3)")
                    .shaped("X", List.of(3, 2), 1, 2, 3, 4, 5, 6).with("y", 1, 2));
    }

    private static Stream<ModelText> grouped() {
        String schools = "data J : int  data y : real[J]  data s : positive[J]\n"
                + "mu ~ Normal(0, 5)  tau ~ HalfCauchy(5)\n";
        ModelText centered = new ModelText(schools
                + "plate j in 1..J { t[j] ~ Normal(mu, tau)  y[j] ~ Normal(t[j], s[j]) }");
        ModelText noncentered = new ModelText(schools
                + "plate j in 1..J { t ~ Normal(mu, tau) @noncentered  y[j] ~ Normal(t, s[j]) }");
        ModelText radon = new ModelText("data N : int  data G : int  data g : int(min = 1, max = G)[N]\n"
                + "data y : real[N]\n"
                + "m ~ Normal(0, 1)  u ~ HalfNormal(1)  plate k in 1..G { a[k] ~ Normal(m, u) }\n"
                + "plate i in 1..N { y[i] ~ Normal(a[g[i]], 0.4) }").scalar("G", 3);
        ModelText vectorised = new ModelText("data G : int  data g : int[5]  data y : real[5]\n"
                + "a : real[G] ~ Normal(0, 1)  y ~ Normal(a[g], 0.4)").scalar("G", 3);
        ModelText nested = new ModelText("data R : int  data C : int  data y : real[R, C]\n"
                + "plate r in 1..R { u[r] ~ Normal(0, 1)  plate c in 1..C { v[r, c] ~ Normal(u[r], 1)\n"
                + "y[r, c] ~ Normal(v[r, c] + u[r], 0.5) } }  total = sum(u)  factor -total^2");
        return Stream.of(centered.with("y", 1, 2, 3).with("s", 0.5, 1, 2),
            noncentered.with("y", 1, 2, 3).with("s", 0.5, 1, 2),
            radon.with("g", 1, 3, 2, 3, 1).with("y", 1, 2, 3, 4, 5),
            vectorised.with("g", 1, 3, 2, 3, 1).with("y", 1, 2, 3, 4, 5),
            nested.shaped("y", List.of(2, 3), 1, 2, 3, 4, 5, 6));
    }

    private static Stream<ModelText> recurrent() {
        String series = "data T : int  data y : real[T]\n";
        return Stream.of(
            new ModelText(series + "mu ~ Normal(0, 1)  a0 ~ LogNormal(0, 1)  a1 ~ Uniform(0, 1)\n"
                    + "b1 ~ Uniform(0, 1 - a1)  s[1] = 0.7\n"
                    + "for t in 2..T { s[t] = sqrt(a0 + a1 * (y[t-1] - mu)^2 + b1 * s[t-1]^2) }\n"
                    + "for t in 1..T { y[t] ~ Normal(mu, s[t]) }").with("y", Y),
            new ModelText(series + "m ~ Normal(0, 1)  p ~ Normal(0, 1)  q ~ Normal(0, 1)\n"
                    + "n[1] = m  e[1] = y[1] - n[1]\n"
                    + "for t in 2..T { n[t] = m + p * y[t-1] + q * e[t-1]  e[t] = y[t] - n[t] }\n"
                    + "for t in 1..T { y[t] ~ Normal(n[t], 1) }").with("y", Y),
            new ModelText(series + "x : real[T] ~ Normal(0, 1)  p ~ Normal(0, 1)  z[1] = x[1]\n"
                    + "for t in 2..T { deterministic z[t] = p * z[t-1] + x[t] * exp(z[1]) }\n"
                    + "factor -sum(z * z)  y ~ Normal(z, 1)").with("y", Y),
            new ModelText(series + "a : real[2] ~ Normal(0, 1)\n"
                    + "for k in 1..2 { u[1, k] = a[k] }\n"
                    + "for t in 2..T { for k in 1..2 { u[t, k] = a[k] * u[t-1, 1] + sin(u[t-1, 3 - k]) } }\n"
                    + "for t in 1..T { y[t] ~ Normal(u[t, 1] * u[t, 2], 1) }").with("y", Y),
            new ModelText(series + "s ~ HalfNormal(1)  x[1] ~ Normal(0, 1)\n"
                    + "for t in 2..T { x[t] ~ Normal(0.9 * x[t-1], s) }\n"
                    + "for t in 1..T { y[t] ~ Normal(x[t], 0.5) }").with("y", Y),
            new ModelText(series + "s ~ HalfNormal(1)  x[1] ~ Normal(0, 1)\n"
                    + "for t in 2..T { x[t] ~ Normal(0.9 * x[t-1], s) @noncentered }\n"
                    + "for t in 1..T { y[t] ~ Normal(x[t], 0.5) }").with("y", Y),
            new ModelText(series + "s ~ HalfNormal(1)  x[1] ~ Normal(0, 2) @noncentered\n"
                    + "for t in 2..T { m = tanh(x[t-1])  x[t] ~ StudentT(5, m, s) @noncentered }\n"
                    + "deterministic last = x[T]  y ~ Normal(x, 0.5)").with("y", Y),
            new ModelText(series + "v[1] ~ LogNormal(0, 1)  for t in 2..T { v[t] ~ LogNormal(log(v[t-1]), 0.3) }\n"
                    + "y ~ Normal(0, v)").with("y", Y),
            new ModelText(series + "a ~ Normal(0, 1)  r[1] = a  for t in 2..T { r[t] = r[t-1] / 2 }\n"
                    + "w[1] = r[T]  for t in 2..T { w[t] = w[t-1] * r[t] + a }  y ~ Normal(w + r[1], 1)").with("y", Y));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyPhaseCanBePrinted(ModelText model) {
        CompiledModel compiled = model.compile();
        for (Phase phase : Phase.values()) {
            assertTrue(compiled.dump(phase).length() > 20, phase.toString());
        }
    }

    @Test
    void priorDrawsHaveThePriorsMoments() {
        Target target = regression("a ~ Normal(3, 2)  s ~ Uniform(0, 10)  y ~ Normal(a, s)").compile().target();
        RandomStream random = RandomStream.of(1);
        double[] x = new double[2];
        double[] values = new double[2];
        double sum = 0;
        double scale = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            target.samplePrior(random, x);
            target.sites().constrain(x, values);
            sum += values[0];
            scale += values[1];
        }
        // Five standard errors: false alarms below 1e-6.
        assertEquals(3, sum / draws, 5 * 2 / Math.sqrt(draws));
        assertEquals(5, scale / draws, 5 * 10 / Math.sqrt(12.0 * draws));
    }

    /** Two walks that feed each other: Var x[3] = 1 + 0.25 (1 + 0.25) and the same for v, by hand. */
    @Test
    void sitesDrawnInOneLoopTakeTurns() {
        Target target = new ModelText("data y : real[3]  x[1] ~ Normal(0, 1)  v[1] ~ Normal(0, 1)\n"
                + "for t in 2..3 { x[t] ~ Normal(0.5 * v[t-1], 1)  v[t] ~ Normal(0.5 * x[t-1], 1) }\n"
                + "y ~ Normal(x + v, 1)").with("y", 1, 2, 3).compile().target();
        RandomStream random = RandomStream.of(2);
        double[] x = new double[6];
        double squares = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            target.samplePrior(random, x);
            squares += x[2] * x[2] + x[5] * x[5];
        }
        double variance = 1 + 0.25 * (1 + 0.25);
        // The mean of 40,000 squares has standard error variance * sqrt(2 / 40,000); five of them.
        assertEquals(variance, squares / (2 * draws), 5 * variance * Math.sqrt(2.0 / (2 * draws)));
    }

    @Test
    void aParameterOutsideOfItsSupportGivesNaNNotANumber() {
        Target target = regression("s ~ Normal(0, 1)  y ~ Normal(0, s)").compile().target();
        assertTrue(Double.isFinite(target.logDensity(new double[] {1})));
        assertTrue(Double.isNaN(target.logDensity(new double[] {-1})));
        Target.Contribution wrong = target.contributions(new double[] {-1}).getLast();
        assertEquals("y", wrong.site());
        assertTrue(wrong.detail().startsWith("scale = -1.0"), wrong.detail());
    }

    @Test
    void constantsThatDoNotDependOnParametersStayInTheDensity() {
        Target target = new ModelText("data y : real  mu ~ Normal(0, 1)  y ~ Normal(mu, 2)").scalar("y", 1.5)
                .compile().target();
        double expected = -Math.log(2 * Math.PI) - Math.log(2) - 0.5 * 0.25 - 0.5 * Math.pow((1.5 - 0.5) / 2, 2);
        assertEquals(expected, target.logDensity(new double[] {0.5}), 1e-14);
    }
}
