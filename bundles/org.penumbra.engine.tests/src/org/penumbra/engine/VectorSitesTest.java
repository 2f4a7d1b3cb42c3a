package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.ir.Recurrence;

/** Sites that are vectors and matrices, latent and observed: targets keep their contract. */
class VectorSitesTest {

    private static final double[] COVARIANCE = {2, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 1.5};

    static Stream<ModelText> models() {
        return Stream.of(
            new ModelText("data a : positive[3]  theta ~ Dirichlet(a)").with("a", 2, 3, 1.5),
            new ModelText("data K : int  data n : int  data g : int[n]  data y : real[n]\n"
                    + "plate k in 1..K { A[k] ~ Dirichlet(ones(3)) }\n"
                    + "plate i in 1..n { y[i] ~ Normal(A[g[i], 2] - A[g[i], 3], 0.5) }")
                    .scalar("K", 2).with("g", 1, 2, 2).with("y", 0.3, 1, -1),
            new ModelText("mu : ordered[3] ~ Normal(0, 10)  s : positiveOrdered[2] ~ Gamma(2, 1)\n"
                    + "y ~ Normal(mu[2], s[1])  w : simplex[4] ~ Flat()"),
            new ModelText("L ~ LKJCholesky(3, 2)  tau : positive[3] ~ HalfNormal(1)\n"
                    + "x ~ MultivariateNormal([1, 2, 3], scaleTril = tau * L)"),
            new ModelText("R ~ LKJ(3, 1.5)  S : cov[2] ~ Wishart(4, [[1, 0.3], [0.3, 2]])\n"
                    + "z ~ MultivariateNormal([0, 0, 0], R)  u ~ MultivariateNormal([0, 1], precision = S)"),
            new ModelText("S ~ InverseWishart(5, [[1, 0.3], [0.3, 2]])  v ~ MultivariateStudentT(4, [0, 1], S)"),
            new ModelText("data V : cov[3]  data y : real[2, 3]  m : real[3] ~ Normal(0, 1)\n"
                    + "plate i in 1..2 { y[i] ~ MultivariateNormal(m, V) }")
                    .shaped("V", List.of(3, 3), COVARIANCE).shaped("y", List.of(2, 3), 1, 2, 3, 0.5, 0.1, 0.2),
            new ModelText("data y : real[2, 3]  m : real[3] ~ Normal(0, 1)  F : real[3, 2] ~ Normal(0, 1)\n"
                    + "d : positive[3] ~ Gamma(2, 2)  y ~ MultivariateNormal(m, covFactor = F, covDiag = d)")
                    .shaped("y", List.of(2, 3), 1, 2, 3, 0.5, 0.1, 0.2),
            new ModelText("data c : int[2, 3]  p ~ Dirichlet([1, 2, 3])  b : real[3] ~ Normal(0, 1)\n"
                    + "plate i in 1..2 { c[i] ~ Multinomial(sum(c[i]), p) }  k : real ~ Normal(0, 1)\n"
                    + "c ~ DirichletMultinomial(exp(b), 6)")
                    .shaped("c", List.of(2, 3), 1, 2, 3, 4, 0, 2),
            new ModelText("data c : int[3]  b : real[3] ~ Normal(0, 1)  c ~ OneHotCategorical(logits = b)")
                    .with("c", 0, 1, 0),
            new ModelText("t : positive ~ Gamma(3, 3)  w ~ LogisticNormal([0.3, -0.4], [1, 2])\n"
                    + "x : simplex[3] ~ RelaxedOneHotCategorical(t, logits = [1, 0, 2])\n"
                    + "v ~ LogisticNormal([0.3, -0.4], covariance = [[1, t / 9], [t / 9, 2]])"),
            new ModelText("s : positive ~ Gamma(3, 3)  x ~ GaussianRandomWalk(s, 6)\n"
                    + "w : real[4] ~ GaussianRandomWalk(s)\n"
                    + "a : real[2] ~ Normal(0, 0.3)  v ~ AR(a, s, steps = 5)"),
            new ModelText("data y : real[4, 2]  s ~ Gamma(4, 4)  x[1] : real[2] ~ Normal(0, s)\n"
                    + "z[1] ~ MultivariateNormal([s, 1], s * [[2, 0.6], [0.6, 1]]) @noncentered\n"
                    + "for t in 2..4 { x[t] : real[2] ~ StudentT(5, 0.5 * x[t-1] + z[t-1], s) @noncentered\n"
                    + "z[t] ~ MultivariateNormal(tanh(z[t-1]), precision = [[2, 0.6], [0.6, s]]) @noncentered }\n"
                    + "for t in 1..4 { y[t] ~ Normal(x[t] * z[t], 1) }")
                    .shaped("y", List.of(4, 2), 1, 2, 3, 4, 5, 6, 7, 8),
            new ModelText("s ~ Gamma(4, 4)  x[1] ~ MultivariateNormal([0, 1], scaleTril = [[s, 0], [0.5, 1]])\n"
                    + "for t in 2..3 { x[t] : real[2] ~ Normal(x[t-1], s) @noncentered }\n"
                    + "for t in 4..5 { x[t] ~ MultivariateNormal(x[t-1] + x[t-2], s * identity(2)) }\n"
                    + "factor -norm(x[5])^2"),
            new ModelText("data V : cov[3]  s : positive ~ Gamma(3, 3)\n"
                    + "x ~ MultivariateNormal([1, 2, 3], s * V) @noncentered\n"
                    + "p ~ MultivariateNormal([s, 2, 3], precision = s * V) @noncentered\n"
                    + "w : real[4] ~ GaussianRandomWalk(s) @noncentered\n"
                    + "L ~ LKJCholesky(2)\n"
                    + "plate k in 1..3 { b[k] ~ MultivariateNormal([s, 1], scaleTril = s * L) @noncentered }\n"
                    + "factor -0.5 * (x[1] - w[3] * b[2, 1] * p[2])^2")
                    .shaped("V", List.of(3, 3), COVARIANCE),
            new ModelText("data y : real[4, 2]  a : real[2, 2] ~ Normal(0, 0.5)  b : real[2, 2] ~ Normal(0, 1)\n"
                    + "s ~ Gamma(4, 4)  I = [[1, 0.2], [0.2, 1]]  m : real[2] ~ Normal(0, 1)\n"
                    + "y ~ GaussianHMM(m, s * I, a, s^2 * I, b, exp(s) * I)\n"
                    + "x : real[5, 1] ~ GaussianHMM([0], [[1]], [[m[1]]], [[s]], [[b[1, 2]]], [[0.5]])\n"
                    + "w ~ GaussianHMM(m, I, a, I, b, I, duration = 2)")
                    .shaped("y", List.of(4, 2), 1, 0.4, -0.3, 2, 1, 0.5, 0.1, -2),
            new ModelText("data y : real[4, 2]  A : real[2, 2] ~ Normal(0, 0.5)  s ~ Gamma(4, 4)\n"
                    + "x[1] ~ MultivariateNormal([0, 1], [[1, 0], [0, 1]])\n"
                    + "p[1] ~ Dirichlet([1, 2, 3])  v[1] : positive[2] ~ Gamma(2, 1)\n"
                    + "for t in 2..4 { x[t] ~ MultivariateNormal(A @ x[t-1], s * [[1, 0.2], [0.2, 1]])\n"
                    + "p[t] ~ Dirichlet(1 + 5 * p[t-1])  v[t] : positive[2] ~ Gamma(2, 1 / (1 + v[t-1] * p[t, 1])) }\n"
                    + "for t in 1..4 { y[t] ~ Normal(x[t] * v[t], 1 + p[t, 3]) }")
                    .shaped("y", List.of(4, 2), 1, 0.4, -0.3, 2, 1, 0.5, 0.1, -2),
            new ModelText("a ~ Uniform(0, 1)  b : interval(0, 1 - a) ~ Flat()  c : real(min = b) ~ Normal(0, 1)"));
    }

    @Test
    void theFactorOfACovarianceIsTakenOnceForAllRows() {
        String rows = "plate i in 1..n { y[i] ~ MultivariateNormal(m, %s) }";
        ModelText latent = new ModelText("data n : int  data y : real[n, 2]  m : real[2] ~ Normal(0, 1)\n"
                + "S ~ Wishart(4, [[1, 0], [0, 1]])\n" + rows.formatted("S"))
                .shaped("y", List.of(3, 2), 1, 2, 3, 0.5, 0.1, 0.2);
        String calls = latent.compile().program().recurrences().stream().flatMap(one -> one.steps().stream())
                .filter(Recurrence.Invocation.class::isInstance).map(Recurrence.Invocation.class::cast)
                .map(call -> call.function().name() + " in " + call.loops().size()).sorted()
                .collect(Collectors.joining("; "));
        assertEquals("cholesky[2] in 0; cholesky[2] in 0; cov[2] in 0; solveLower[2, 1] in 1; solveLower[2, 2] in 0",
                calls, "one for the prior, one for all rows");
        ModelText known = new ModelText("data n : int  data y : real[n, 2]  data V : cov[2]\n"
                + "m : real[2] ~ Normal(0, 1)\n" + rows.formatted("V"))
                .shaped("y", List.of(3, 2), 1, 2, 3, 0.5, 0.1, 0.2).shaped("V", List.of(2, 2), 2, 1, 1, 3);
        assertEquals(1, known.compile().program().recurrences().stream().flatMap(one -> one.steps().stream())
                .filter(Recurrence.Invocation.class::isInstance).count(), "solves alone: the factor is that of data");
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }
}
