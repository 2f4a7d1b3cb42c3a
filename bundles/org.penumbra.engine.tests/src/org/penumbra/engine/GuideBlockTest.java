package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Guide blocks from text to derivatives: every distribution that can be drawn so, every shape that a site can have. */
class GuideBlockTest {

    private static final String PARAMETERS = """
            guide G for M {
              param m : real = 0.3
              param s : positive = 0.8
              param a : positive = 1.7
              param b : real(min = 0.1) = 2.3
            """;

    private static ModelText model(String statements, String guide) {
        return new ModelText(statements, PARAMETERS + guide + "\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Normal(m, s)", "Cauchy(m, s)", "Laplace(m, s)", "Logistic(m, s)", "Gumbel(m, s)",
        "StudentT(1 + a, m, s)", "AsymmetricLaplace(m, s, a)", "SkewNormal(m, s, a)",
        "Transformed(SkewNormal(m, s, a), sinh)", "Transformed(Normal(m, s), sinh)",
        "Transformed(Gamma(a, b), log)", "Transformed(StudentT(1 + a, 0, 1), affine(m, s))",
        "Truncated(Normal(m, s), min = m - a, max = m + b)", "Mixture([0.3, 0.7], [Normal(m, s), Normal(a, b)])"})
    void drawsOfAnyNumber(String distribution) {
        GuideBlockContract.check(model("x ~ StudentT(5, 0, 2)", "x ~ " + distribution));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LogNormal(m, s)", "Gamma(a, b)", "InverseGamma(1 + a, b)", "Chi2(1 + a)", "Weibull(b, a)",
        "Exponential(b)", "HalfNormal(s)", "HalfCauchy(s)", "HalfStudentT(1 + a, s)", "FisherSnedecor(2 + a, 2 + b)",
        "Transformed(Normal(m, s), exp)", "Transformed(Normal(m, s), softplus)", "Transformed(Laplace(m, s), exp)",
        "Transformed(StudentT(1 + a, m, s), exp)", "Truncated(Normal(m, s), min = 0)",
        "Truncated(Gamma(a, b), max = 30)"})
    void drawsOfAPositiveNumber(String distribution) {
        GuideBlockContract.check(model("x ~ LogNormal(0, 2)", "x ~ " + distribution), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Beta(a, b)", "Beta(0.2 * a, 3)", "Kumaraswamy(a, b)", "LogitNormal(m, s)",
        "Transformed(Normal(m, s), expit)", "Transformed(Normal(m, s), Phi)",
        "Truncated(Normal(m, s), min = 0, max = 1)", "Transformed(Beta(a, b), affine(0.1, 0.5))"})
    void drawsOfAShare(String distribution) {
        GuideBlockContract.check(model("x ~ Beta(1.5, 1.5)", "x ~ " + distribution), 1e-5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"interval(-1, 3) | Transformed(Normal(m, s), intervalTransform(-1, 3))",
        "interval(-3.141592653589793, 3.141592653589793) | VonMises(m, a)",
        "interval(-3.141592653589793, 3.141592653589793) | VonMises(3 + m, 30 * b)",
        "interval(-3.141592653589793, 3.141592653589793) | VonMises(m - 6, 0.01 * a)",
        "interval(-1, 3) | Transformed(Beta(a, b), affine(-1, 4))", "interval(-1, 3) | Uniform(0.1, 2)",
        "real(max = 2) | Transformed(Truncated(Normal(m, s), max = 0), affine(2, 1))",
        "real(min = 1) | Pareto(1, a)", "real(min = -2) | Truncated(Normal(m, s), min = -2)"})
    void drawsBetweenBounds(String type, String distribution) {
        GuideBlockContract.check(model("x : " + type + " ~ Flat()", "x ~ " + distribution), 1e-5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x ~ Dirichlet([1, 2, 3]) | x ~ Dirichlet([a, b, 0.4])",
        "x ~ Dirichlet([1, 2, 3]) | x ~ LogisticNormal([m, 0.5], covariance = [[1 + a, 0.3], [0.3, b]])",
        "x : real[2] ~ Normal(0, 1) | x ~ MultivariateNormal([m, 1], covariance = [[1 + a, 0.3], [0.3, b]])",
        "x : real[3] ~ Normal(0, 1) | x : real[3] ~ Normal(m, s)",
        "x : positive[2] ~ Flat() | x ~ Gamma([a, b], 2)",
        "x : real[2, 3] ~ Normal(0, 1) | x ~ Normal([[m, 1, 2], [a, b, 3]], s)",
        "x : real[2] ~ Normal(0, 1) | x ~ MultivariateNormal([m, 1], precision = [[1 + a, 0.3], [0.3, b]])",
        "x : real[3] ~ Normal(0, 1) | x ~ MultivariateNormal([m, 1, s], covFactor = [[m], [s], [0.3]],"
                + " covDiag = [a, b, s])",
        "c ~ LKJCholesky(3, 2) | c ~ LKJCholesky(3, a)",
        "c ~ LKJ(3, 2) | c ~ LKJ(3, b)",
        "c ~ Wishart(5, identity(2)) | c ~ Wishart(2 + a, [[1 + a, 0.3], [0.3, b]])",
        "c ~ Wishart(5, identity(2)) | c ~ Wishart(2 + a, scaleTril = [[a, 0], [m, b]])",
        "c ~ InverseWishart(5, identity(2)) | c ~ InverseWishart(3 + a, [[1 + a, 0.3], [0.3, b]])",
        "x : real[2] ~ Normal(0, 1) | x ~ MultivariateNormal([m, 1], scaleTril = [[s, 0], [m, 1]])"})
    void vectors(String model, String guide) {
        GuideBlockContract.check(model(model, guide));
    }

    @Test
    void theCanonicalGuide() {
        GuideBlockContract.check(new ModelText("""
                a     ~ Normal(0, 10)
                bA    ~ Normal(0, 1)
                bR    ~ Normal(0, 1)
                bAR   ~ Normal(0, 1)
                sigma ~ Uniform(0, 10)
                """, """
                guide RuggedGuide for M {
                  param loc   : real[4]        = 0
                  param scale : covCholesky[4] = identity(4)
                  a, bA, bR, bAR ~ MultivariateNormal(loc, scaleTril = scale)     // scalar sites drawn jointly
                  param m : real = 0
                  param s : positive = 0.1
                  sigma ~ Transformed(Normal(m, s), intervalTransform(0, 10))
                }
                """));
    }

    /** Structured parameters, drawn from and in formulas. */
    @Test
    void parametersOfEveryType() {
        GuideBlockContract.check(new ModelText("x : real[3] ~ Normal(0, 1)  p ~ Beta(1, 1)", """
                guide G for M {
                  param w : simplex[3]
                  param o : ordered[3] = [-1, 0, 2]
                  param r : corrCholesky[3]
                  param u : unit = 0.2
                  param v : interval(1, 4)[2, 2] = 2
                  param c : simplex[3, 2]
                  x ~ MultivariateNormal(o + log(w) + c[2], scaleTril = r)
                  p ~ Beta(1 + u, sum(v))
                }
                """));
    }

    private static ModelText schools(String theta, String guide) {
        return new ModelText("""
                data J : int(min = 1)
                data y : real[J]
                mu ~ Normal(0, 5)
                tau ~ HalfCauchy(5)
                plate j in 1..J {
                  theta[j] ~ Normal(mu, tau) %s
                  y[j] ~ Normal(theta[j], 10)
                }
                """.formatted(theta), guide).with("y", 28, 8, -3, 7, -1, 1, 18, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@noncentered"})
    void localSitesDependOnDataAndOnGlobalOnes(String annotation) {
        GuideBlockContract.check(schools(annotation, """
                guide G for M {
                  param m : real = 1
                  param s : positive = 0.7
                  param slope : real = 0.5
                  param width : positive[J] = 2
                  mu ~ Normal(m, s)
                  tau ~ LogNormal(slope, s)
                  plate j in 1..J {
                    towards = 1 / (1 + 100 / tau^2)
                    theta[j] ~ Normal(mu + towards * slope * (y[j] - mu), width[j])
                  }
                }
                """));
    }

    /** Names without subscripts, several plates, vectors in plates. */
    @Test
    void sitesInPlates() {
        GuideBlockContract.check(new ModelText("""
                data n : int
                data y : real[n]
                plate i in 1..n {
                  w ~ Dirichlet([1, 2, 2])
                  b : real[2] ~ Normal(0, 1)
                  g ~ Gamma(2, 1)
                  y[i] ~ Normal(b[1] + w[2], g)
                }
                """, """
                guide G for M {
                  param c : positive[n, 3] = 1.5
                  param l : real[n, 2] = 0
                  param f : covCholesky[2]
                  param k : positive = 2
                  plate i in 1..n { w ~ Dirichlet(c[i] + 0.1)  b ~ MultivariateNormal(l[i] + w[1], scaleTril = f) }
                  plate i in 1..n { g[i] ~ Gamma(k + b[i, 2]^2, 1 + y[i]^2) }
                }
                """).with("y", 0.3, -0.5, 1.2));
    }

    /** A chain in the model is a chain in the guide, or independent numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"x[1] ~ Normal(m, s)  for t in 2..T { x[t] ~ Normal(m * x[t - 1] + y[t], s) }",
        "plate t in 1..T { x[t] ~ Normal(l[t], s) }", "x ~ Normal(l, s)",
        "for t in 1..T { h[t] = m * y[t] }  plate t in 1..T { x[t] ~ Normal(h[t], s) }"})
    void chains(String draws) {
        GuideBlockContract.check(new ModelText("""
                data T : int
                data y : real[T]
                x[1] ~ Normal(0, 1)
                for t in 2..T { x[t] ~ Normal(0.8 * x[t - 1], 1) }
                y ~ Normal(x, 1)
                """, "guide G for M { param m : real = 0.5  param s : positive = 1  param l : real[T] = 1  " + draws
                + " }").with("y", 0.3, -0.5, 1.2, 0.1));
    }

    /** Two chains that take turns. */
    @Test
    void chainsThatDependOnOneAnother() {
        GuideBlockContract.check(new ModelText("""
                data T : int
                data y : real[T]
                x[1] ~ Normal(0, 1)
                z[1] ~ Normal(0, 1)
                for t in 2..T { x[t] ~ Normal(z[t - 1], 1)  z[t] ~ Normal(x[t], 1) }
                y ~ Normal(x, 1)
                """, """
                guide G for M {
                  param s : positive = 0.7
                  x[1] ~ Normal(y[1], s)
                  z[1] ~ Normal(x[1], s)
                  for t in 2..T { x[t] ~ Normal(z[t - 1], s)  z[t] ~ Normal(0.5 * x[t], s * t) }
                }
                """).with("y", 0.3, -0.5, 1.2, 0.1));
    }

    @Test
    void boundsThatDependOnAnotherSite() {
        GuideBlockContract.check(model("u ~ Uniform(0, 1)  v ~ Uniform(0, 1 - u)",
                "u ~ Beta(a, b)  v ~ Transformed(Normal(m, s), intervalTransform(0, 1 - u))"));
    }

    @Test
    void sitesSideBySide() {
        GuideBlockContract.check(model("u ~ Normal(0, 1)  v ~ Normal(0, 1)", "u, v ~ Normal([m, 1], [s, a])"));
    }

    /** A site that the run sets is no latent site any more: the guide reads its value. */
    @Test
    void aSiteThatTheRunSets() {
        ModelText model = new ModelText("u ~ Normal(0, 1)  v ~ Normal(u, 1)", """
                guide G for M { param m : real = 0  u ~ Normal(m, 1)  v ~ Normal(m + u, 1) }
                infer r of M { condition u = 3 }
                """);
        GuideBlockContract.check(model);
        double[] v = new double[1];
        model.guide().guide().transform(new double[1], v);
        assertEquals(3, v[0], 0);
    }

    @Test
    void discreteSitesAreSummedOut() {
        GuideBlockContract.check(new ModelText("""
                data n : int
                data y : real[n]
                p ~ Beta(2, 2)
                plate i in 1..n { z[i] ~ Bernoulli(p)  y[i] ~ Normal(if z[i] == 1 then 1 else -1, 1) }
                """, """
                guide G for M { param a : positive = 2  p ~ Beta(a, 2) }
                """).with("y", 0.3, -0.5, 1.2, 0.1));
    }

    @Test
    void parametersStartWhereTheTextSays() {
        Guide guide = new ModelText("x ~ Normal(0, 1)", """
                guide G for M {
                  param a : positive = 0.1
                  param w : simplex[3] = [0.2, 0.3, 0.5]
                  param c : covCholesky[2] = 2 * identity(2)
                  param n : real
                  x ~ Normal(a * w[1] + n, c[1, 1])
                }
                """).guide().guide();
        List<String> expected = List.of("a 0.1000", "w[1] 0.2000", "w[2] 0.3000", "w[3] 0.5000", "c[1,1] 2.0000",
                "c[1,2] 0.0000", "c[2,1] 0.0000", "c[2,2] 2.0000", "n 0.0000");
        assertEquals(expected, guide.namedValues().stream()
                .map(one -> String.format(Locale.ROOT, "%s %.4f", one.name(), one.value())).toList());
    }

    /** Where a number is rounded to the end of its interval, its coordinate still says where it is. */
    @Test
    void farTailsHaveDensities() {
        ModelText model = new ModelText("x ~ Uniform(0, 10)",
                "guide G for M { param m : real = 60  x ~ Transformed(Normal(m, 1), intervalTransform(0, 10)) }");
        DifferentiableGuide guide = model.guide().guide();
        double[] x = new double[1];
        assertEquals(-0.5 * Math.log(2 * Math.PI), guide.transform(new double[] {0}, x), 1e-12);
        assertEquals(60, x[0], 1e-12);
    }

    /** Two guides of one block have parameters of their own. */
    @Test
    void guidesShareNothing() {
        var compiled = model("x ~ Normal(0, 1)", "x ~ Normal(m, s)").guide();
        Guide first = compiled.guide();
        Guide second = compiled.guide();
        first.parameters()[0] = 5;
        double[] x = new double[1];
        second.transform(new double[] {0}, x);
        assertEquals(0.3, x[0], 0);
        assertTrue(first.logDensity(x) < second.logDensity(x));
    }

    /** A guide that is the prior has the density of the model, site by site. */
    @Test
    void densityIsThatOfTheModelSide() {
        ModelText prior = new ModelText("x ~ Gamma(1.7, 2.3)  w ~ Dirichlet([1.7, 2.3, 0.4])",
                PARAMETERS + "x ~ Gamma(a, b)  w ~ Dirichlet([a, b, 0.4]) }");
        Target target = prior.compile().target();
        DifferentiableGuide guide = prior.guide().guide();
        double[] noise = new double[guide.noiseSize()];
        double[] x = new double[guide.dimension()];
        RandomStream random = RandomStream.of(3);
        for (int draw = 0; draw < 20; draw++) {
            assertEquals(target.logDensity(x), guide.logDensity(x), 1e-12);
            double logQ = guide.sample(random, noise, x);
            assertEquals(target.logDensity(x), logQ, 1e-10 * Math.abs(logQ));
        }
    }
}
