package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.Phase;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Likelihoods of which only statistics of the data are left: no loop over the rows in the generated code, and the same
 * numbers as the slow evaluator, which goes through the rows.
 */
class SufficientStatisticsTest {

    /** So many rows that no other loop of these models is as long. */
    private static final int N = 140;

    private static double[] draws(int seed, int count, double mean, double scale) {
        RandomStream random = RandomStream.of(seed);
        return IntStream.range(0, count).mapToDouble(i -> mean + scale * random.nextGaussian()).toArray();
    }

    private static double[] rows(IntToDoubleFunction entry) {
        return IntStream.range(0, N).mapToDouble(entry).toArray();
    }

    private static ModelText regression(String statements) {
        return new ModelText("data n : int  data x : real[n]  data z : real[n]  data y : real[n]\n" + statements)
                .with("x", draws(1, N, 0.5, 1)).with("z", draws(2, N, -1, 2)).with("y", draws(3, N, 1, 3));
    }

    private static ModelText matrix(int columns, String statements) {
        return new ModelText("data X : real[" + N + ", " + columns + "]  data y : real[" + N + "]\n" + statements)
                .shaped("X", List.of(N, columns), draws(4, N * columns, 0.3, 1)).with("y", draws(5, N, 0, 2));
    }

    private static ModelText grouped(String statements) {
        return new ModelText("data n : int  data G : int  data g : int(min = 1, max = G)[n]  data h : int[n]\n"
                + "data x : real[n]  data y : real[n]\n" + statements).scalar("G", 12)
                .with("g", rows(i -> 1 + i * i % 11 % 12)).with("h", rows(i -> 1 + i % 3))
                .with("x", draws(6, N, 2, 1)).with("y", draws(7, N, -1, 2));
    }

    private static ModelText counts(String statements) {
        return new ModelText("data n : int  data k : int[n]  data t : positive[n]  data b : int[n]  data x : real[n]\n"
                + "data g : int[n]\n" + statements).with("k", rows(i -> i * 7 % 5)).with("b", rows(i -> i % 3 % 2))
                .with("t", rows(i -> 0.1 + i % 17)).with("x", draws(8, N, 0, 1)).with("g", rows(i -> 1 + i % 4));
    }

    private static final String GROUPS = "m ~ Normal(0, 2)  u ~ HalfNormal(1)  s ~ HalfNormal(1)  "
            + "b : real[2] ~ Normal(0, 1)\nplate j in 1..G { a[j] ~ Normal(m, u) }\n";

    static Stream<ModelText> reduced() {
        return Stream.of(linear(), hierarchical(), exponential()).flatMap(models -> models);
    }

    private static Stream<ModelText> linear() {
        String prior = "a ~ Normal(0, 10)  b ~ Normal(0, 1)  c ~ Normal(0, 1)  s ~ HalfCauchy(2)\n";
        return Stream.of(
            regression(prior + "plate i in 1..n { y[i] ~ Normal(a + b * x[i] + c * z[i] + b * c * x[i] * z[i], s) }"),
            regression(prior + "y ~ Normal(a - (b * x + c * (z - mean(z))) / 2, s)"),
            regression(prior + "plate i in 1..n { y[i] ~ Normal(a + b * x[i], s * exp(z[i])) }"),
            regression(prior + "y ~ Normal(a + exp(b) * x, exp(z))"),
            regression(prior + "y ~ Normal(if x > 0 then a + b * x else c * z, s)"),
            regression("a ~ Normal(0, 1)  s ~ LogNormal(0, 1)  r = y - a * x\n"
                    + "factor -dot(r, r) / (2 * s^2) - n * log(s)"),
            regression("a ~ Normal(0, 1)  s ~ Normal(0, 1)  y ~ Normal(a * x, s + 4)"),
            matrix(3, "b : real[3] ~ Normal(0, 1)  s ~ HalfNormal(1)  y ~ Normal(X @ b, s)"),
            matrix(3, "a ~ Normal(0, 1)  b : positive[3] ~ HalfNormal(1)  s ~ HalfNormal(1)  y ~ Normal(a + X @ b, s)"),
            matrix(34, "a ~ Normal(0, 1)  t ~ HalfNormal(1)  b : real[34] ~ Normal(0, 1)  s ~ HalfNormal(1)\n"
                    + "m = X @ (b * t)  plate i in 1.." + N + " { y[i] ~ Normal(a + m[i], s) }"),
            matrix(33, "b : real[33] ~ Normal(0, 1)  c : real[33] ~ Normal(0, 1)  s ~ HalfNormal(1)\n"
                    + "y ~ Normal(X @ b + (X * X) @ c, s)"));
    }

    private static Stream<ModelText> hierarchical() {
        return Stream.of(
            grouped(GROUPS + "plate i in 1..n { y[i] ~ Normal(a[g[i]] + b[1] * x[i], s) }"),
            grouped(GROUPS + "y ~ Normal(m + u * a[g] + b[1] * x, s)"),
            grouped(GROUPS + "w : real[3] ~ Normal(0, 1)  y ~ Normal(a[g] + w[h] + b[2] * x * h, s)"),
            grouped(GROUPS + "v : positive[G] ~ HalfNormal(1)  y ~ Normal(a[g] + b[1] * x, s * v[g])"),
            grouped(GROUPS + "v : real[G] ~ Normal(0, 1)  y ~ Normal(a[g] + v[g] * x + b[1], s * h)"),
            grouped(GROUPS + "v : real[G, 2] ~ Normal(0, 1)\n"
                    + "plate i in 1..n { y[i] ~ Normal(v[g[i], 1] + v[g[i], 2] * x[i] + a[g[i]], s) }"),
            new ModelText("data y : real[4, 35]  m ~ Normal(0, 1)  s ~ HalfNormal(1)\n"
                    + "plate r in 1..4 { u[r] ~ Normal(m, 1)\n"
                    + "plate c in 1..35 { y[r, c] ~ Normal(u[r], s) } }").shaped("y", List.of(4, 35),
                            draws(9, N, 0, 1)));
    }

    private static Stream<ModelText> exponential() {
        String prior = "r ~ Gamma(2, 1)  p ~ Beta(2, 2)  a ~ Normal(0, 1)\n";
        return Stream.of(
            counts(prior + "plate i in 1..n { k[i] ~ Poisson(r) }"),
            counts(prior + "b ~ Bernoulli(p)"),
            counts(prior + "b ~ Bernoulli(logits = a)"),
            counts(prior + "k ~ Binomial(6, p)"),
            counts(prior + "k ~ Binomial(6, logits = a)"),
            counts(prior + "q : positive[4] ~ HalfNormal(1)  k ~ Poisson(q[g] * exp(a))"),
            counts(prior + "q : real[4] ~ Normal(0, 1)  b ~ Bernoulli(logits = q[g] + a * b)"),
            counts(prior + "q : unit[4] ~ Beta(2, 2)  b ~ Bernoulli(q[g])"),
            counts(prior + "t ~ Exponential(r)"),
            counts(prior + "t ~ Gamma(2 + p, r)"),
            counts(prior + "t ~ LogNormal(a, r)"),
            counts(prior + "t ~ Weibull(1 + r, exp(a))"),
            counts(prior + "q : positive[4] ~ HalfNormal(1)  k ~ Poisson(q[g] * t)"),
            counts(prior + "w : real[4] ~ Normal(0, 1)  g ~ Categorical(logits = w)"),
            counts(prior + "k ~ NegativeBinomial(r, probs = p)"));
    }

    private static double[] point(Target target, int seed) {
        return draws(seed, target.dimension(), 0, 0.6);
    }

    private static double slow(Target target, double[] x) {
        return target.contributions(x).stream().mapToDouble(Target.Contribution::logDensity).sum();
    }

    private static void assertSameDensity(Target target, double[] x) {
        double expected = slow(target, x);
        assertEquals(expected, target.logDensity(x), 1e-10 * Math.max(1, Math.abs(expected)));
        assertEquals(expected, target.logDensityAndGradient(x, new double[x.length]),
                1e-10 * Math.max(1, Math.abs(expected)));
    }

    private static void assertGradient(Target target, double[] x) {
        double[] gradient = new double[x.length];
        double density = target.logDensityAndGradient(x, gradient);
        for (int i = 0; i < x.length; i++) {
            double expected = difference(target, x, i, 1e-3);
            double tolerance = 1e-6 * Math.abs(expected) + 1e-10 * Math.abs(density);
            assertEquals(expected, gradient[i], tolerance + 1e-8, "coordinate " + i);
        }
    }

    private static double difference(Target target, double[] x, int i, double h) {
        return (8 * (shifted(target, x, i, h) - shifted(target, x, i, -h))
                - (shifted(target, x, i, 2 * h) - shifted(target, x, i, -2 * h))) / (12 * h);
    }

    private static double shifted(Target target, double[] x, int i, double by) {
        double[] moved = x.clone();
        moved[i] += by;
        return target.logDensity(moved);
    }

    private static String optimised(CompiledModel model) {
        String dump = model.dump(Phase.IR);
        return dump.substring(dump.indexOf("optimised")) + model.dump(Phase.GRADIENT);
    }

    private static boolean runsOverRows(CompiledModel model) {
        return optimised(model).contains(".." + N) || optimised(model).contains("..35");
    }

    @ParameterizedTest
    @MethodSource("reduced")
    void noLoopOverTheRowsIsLeft(ModelText model) {
        CompiledModel compiled = model.compile();
        assertFalse(runsOverRows(compiled), () -> optimised(compiled));
    }

    @ParameterizedTest
    @MethodSource("reduced")
    void theNumbersStayTheSame(ModelText model) {
        Target target = model.compile().target();
        assertSameDensity(target, point(target, 11));
        assertSameDensity(target, point(target, 12));
        assertGradient(target, point(target, 13));
    }

    /** Far from zero, and of very different sizes; w is almost a combination of the others. */
    private static ModelText badlyScaled() {
        double[] year = draws(14, N, 2000, 0.2);
        double[] size = draws(15, N, 3e-5, 1e-5);
        double[] noise = draws(16, N, 0, 1);
        return new ModelText("data n : int  data x : real[n]  data z : real[n]  data w : real[n]  data y : real[n]\n"
                + "b : real[4] ~ Flat()  s : positive ~ Flat()\n"
                + "plate i in 1..n { y[i] ~ Normal(b[1] + b[2] * x[i] + b[3] * z[i] + b[4] * w[i], s) }")
                .with("x", year).with("z", size).with("w", rows(i -> 3 * year[i] - 1e6 * size[i] + 1e-4 * noise[i]))
                .with("y", rows(i -> 40 + 0.7 * (year[i] - 2000) + 1e5 * size[i] + noise[i]));
    }

    /** On the line that the data lie on, where the residuals are a ten-thousandth of what they are differences of. */
    @Test
    void collinearColumnsFarFromZeroKeepTheirDigits() {
        CompiledModel model = badlyScaled().compile();
        assertFalse(runsOverRows(model));
        Target target = model.target();
        assertSameDensity(target, new double[] {-1360, 0.7, 1e5, 0, 0.1});
        assertSameDensity(target, new double[] {-1360, -2.3, 1.1e6, 1, 0});
        assertSameDensity(target, new double[] {-1361, 0.7, 0, 0, 3});
    }

    /** The derivatives by the coefficients at the same places: X'(y - X b) / s^2, row by row. */
    @Test
    void theirGradientDoesToo() {
        double[] year = draws(14, N, 2000, 0.2);
        double[] y = rows(i -> 40 + 0.7 * (year[i] - 2000) + (i % 7 - 3));
        Target target = new ModelText("data n : int  data x : real[n]  data y : real[n]  a ~ Flat()  b ~ Flat()\n"
                + "y ~ Normal(a + b * x, 0.5)").with("x", year).with("y", y).compile().target();
        double[] gradient = new double[2];
        target.logDensityAndGradient(new double[] {-1361, 0.7}, gradient);
        double[] residuals = rows(i -> y[i] + 1361 - 0.7 * year[i]);
        assertEquals(IntStream.range(0, N).mapToDouble(i -> residuals[i] / 0.25).sum(), gradient[0], 1e-7);
        assertEquals(IntStream.range(0, N).mapToDouble(i -> residuals[i] * year[i] / 0.25).sum(), gradient[1], 1e-4);
    }

    /** Columns that say the same leave the factor without full rank. */
    @Test
    void exactlyCollinearColumnsAreReduced() {
        CompiledModel model = regression("a ~ Normal(0, 1)  b : real[3] ~ Normal(0, 1)  s ~ HalfNormal(1)\n"
                + "y ~ Normal(a + b[1] * x + b[2] * (2 * x + 1) + b[3] * (x - x), s)").compile();
        assertFalse(runsOverRows(model));
        assertSameDensity(model.target(), point(model.target(), 17));
        assertGradient(model.target(), point(model.target(), 18));
    }

    @Test
    void aCellForEveryRowIsNotWorthIt() {
        ModelText model = regression("m ~ Normal(0, 1)  t : real[n] ~ Normal(0, 1)  y ~ Normal(m + t, 1)");
        assertTrue(runsOverRows(model.compile()));
        assertTrue(runsOverRows(matrix(100, "b : real[100] ~ Normal(0, 1)  y ~ Normal(X @ b, 1)").compile()));
    }

    /** What is linear in the logits leaves the loop; what is not stays. */
    @Test
    void aPoissonRegressionKeepsOnlyTheExponential() {
        CompiledModel model = counts("a ~ Normal(0, 1)  c ~ Normal(0, 1)\n"
                + "plate i in 1..n { k[i] ~ Poisson(exp(a + c * x[i])) }").compile();
        String dump = optimised(model);
        assertTrue(dump.contains("sum(i in 1..140: exp("), dump);
        assertFalse(dump.contains("k{"), dump);
        assertSameDensity(model.target(), point(model.target(), 19));
        assertGradient(model.target(), point(model.target(), 20));
    }

    /** A scale that may leave its support is asked for once; outside of it the density is still not a number. */
    @Test
    void aGuardOfAllRowsIsAskedOnce() {
        CompiledModel model = regression("a ~ Normal(0, 1)  s ~ Normal(0, 1)  y ~ Normal(a * x, s)").compile();
        assertFalse(runsOverRows(model));
        assertTrue(Double.isFinite(model.target().logDensity(new double[] {0.3, 1})));
        assertTrue(Double.isNaN(model.target().logDensity(new double[] {0.3, -1})));
    }

    /** No success at all: 0 * log(0) must not come out of counts that are 0. */
    @Test
    void outcomesThatNeverHappenAddNothing() {
        ModelText model = new ModelText("data b : int[30]  p ~ Beta(2, 2)  b ~ Bernoulli(p)").with("b", new double[30]);
        Target target = model.compile().target();
        assertSameDensity(target, new double[] {-800});
        assertSameDensity(target, new double[] {1.5});
    }
}
