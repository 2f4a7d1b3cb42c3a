package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Truncated distributions, observed and latent, against formulas written out in the language. */
class TruncatedTest {

    private static final String PRIOR = "data n : int  data k : int(min = 0)[n]  data y : real[n]\n"
            + "m ~ Normal(0, 1)  s : positive ~ Exponential(1)\n";

    private static ModelText model(String statements) {
        return new ModelText(PRIOR + statements).with("k", 1, 2, 4).with("y", 0.5, 2.5, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Normal(m, s), min = 0          | Normal(m, s)   | -logPhi(m / s)",
        "Normal(m, s), max = 3          | Normal(m, s)   | -logPhi((3 - m) / s)",
        "Normal(m, s), 0.5, 3           | Normal(m, s)   | -log(Phi((3 - m) / s) - Phi((0.5 - m) / s))",
        "Normal(m, s), min = -s, max = 3 + s | Normal(m, s) | -log(Phi((3 + s - m) / s) - Phi((-s - m) / s))",
        "Exponential(s), max = 4        | Exponential(s) | -log(1 - exp(-4 * s))",
        "Exponential(s), min = 0.25     | Exponential(s) | 0.25 * s",
        "Exponential(s), min = -1       | Exponential(s) | 0",
        "HalfNormal(s), max = 3         | HalfNormal(s)  | -log(2 * Phi(3 / s) - 1)",
        "LogNormal(m, s), min = 0.25    | LogNormal(m, s)| -log(1 - Phi((log(0.25) - m) / s))",
        "Cauchy(m, s), min = 0          | Cauchy(m, s)   | -log(0.5 + atan(m / s) / (4 * atan(1)))",
        "HalfCauchy(s), max = 3         | HalfCauchy(s)  | -log(atan(3 / s) / (2 * atan(1)))",
        "Gamma(2, s), min = 0.25        | Gamma(2, s)    | 0.25 * s - log(1 + 0.25 * s)",
        "Gamma(2 + 0 * m, s), max = 3   | Gamma(2, s)    | -log(1 - exp(-3 * s) * (1 + 3 * s))",
        "Gamma(s, 1), min = 0, max = 1e9 | Gamma(s, 1)   | 0",
        "InverseGamma(1, s), max = 3    | InverseGamma(1, s) | s / 3",
        "InverseGamma(1, s), min = 0.25 | InverseGamma(1, s) | -log(1 - exp(-4 * s))",
        "Chi2(2), max = 3               | Chi2(2)        | -log(1 - exp(-1.5))",
        "Logistic(m, s), min = 0        | Logistic(m, s) | -log(expit(m / s))",
        "Laplace(m, s), max = 3         | Laplace(m, s)  | -log(1 - 0.5 * exp((m - 3) / s))",
        "Gumbel(m, s), max = 3          | Gumbel(m, s)   | exp((m - 3) / s)",
        "Weibull(s, 2), min = 0.25      | Weibull(s, 2)  | (0.25 / s)^2",
        "Pareto(0.25, s), max = 3       | Pareto(0.25, s)| -log(1 - (0.25 / 3)^s)",
        "GeneralizedPareto(0, 1, s), min = 0.25 | GeneralizedPareto(0, 1, s) | log(1 + s / 4) / s",
        "StudentT(2, m, s), min = 0     | StudentT(2, m, s) | -log(0.5 + m / s / 2 / sqrt(2 + (m / s)^2))",
        "StudentT(1, m, s), min = 0, max = 3 | StudentT(1, m, s)"
            + " | -log((atan(m / s) + atan((3 - m) / s)) / 4 / atan(1))",
        "HalfStudentT(1, s), max = 3    | HalfStudentT(1, s) | -log(atan(3 / s) / (2 * atan(1)))",
        "Uniform(-1 - s, 5), min = 0, max = 4 | Uniform(-1 - s, 5) | -log(4 / (6 + s))"})
    void theDensityIsScaledToOneBetweenTheBounds(String inside, String plain, String correction) {
        assertSame(model("plate i in 1..n { y[i] ~ Truncated(" + inside + ")  factor 0 * k[i] }"),
                model("plate i in 1..n { y[i] ~ " + plain + "  factor 0 * k[i] + " + correction + " }"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Poisson(s), min = 1                     | Poisson(s) | -log(1 - exp(-s))",
        "Poisson(s), max = 4                     | Poisson(s) | s - log(1 + s + s^2 / 2 + s^3 / 6 + s^4 / 24)",
        "Poisson(s), 1, 4                        | Poisson(s) | s - log(s + s^2 / 2 + s^3 / 6 + s^4 / 24)",
        "Binomial(5, expit(m)), min = 1          | Binomial(5, expit(m)) | -log(1 - expit(-m)^5)",
        "Geometric(expit(m)), min = 1            | Geometric(expit(m)) | log(1 + exp(m))",
        "Geometric(expit(m)), max = 5            | Geometric(expit(m)) | -log(1 - expit(-m)^6)",
        "NegativeBinomial(s, logits = m), min = 1 | NegativeBinomial(s, logits = m) | -log(1 - expit(-m)^s)",
        "GammaPoisson(s, 2), min = 1             | GammaPoisson(s, 2) | -log(1 - (2 / 3)^s)",
        "NegativeBinomial2(exp(m), s), min = 1   | NegativeBinomial2(exp(m), s) | -log(1 - (s / (s + exp(m)))^s)",
        "BetaBinomial(s, 1, 5), min = 1          | BetaBinomial(s, 1, 5)"
            + " | -log(1 - 120 / ((s + 1) * (s + 2) * (s + 3) * (s + 4) * (s + 5)))"})
    void countsAreCutToo(String inside, String plain, String correction) {
        assertSame(model("plate i in 1..n { k[i] ~ Truncated(" + inside + ")  factor 0 * y[i] }"),
                model("plate i in 1..n { k[i] ~ " + plain + "  factor 0 * y[i] + " + correction + " }"));
    }

    private static void assertSame(ModelText truncated, ModelText written) {
        Target first = truncated.compile().target();
        Target second = written.compile().target();
        for (double[] x : new double[][] {{0.3, -0.4}, {-1.2, 0.5}, {2, 0.1}}) {
            double[] a = new double[2];
            double[] b = new double[2];
            assertEquals(second.logDensityAndGradient(x, b), first.logDensityAndGradient(x, a), 1e-11);
            assertEquals(b[0], a[0], 1e-10);
            assertEquals(b[1], a[1], 1e-10);
        }
    }

    /** 30 standard deviations out, where Phi is 1 or 1e-198: log Phi(-30) = -454.321243957... (R 4: pnorm). */
    @ParameterizedTest
    @ValueSource(strings = {"min = 30", "min = 30, max = 1000"})
    void farTailsKeepTheirDigits(String bounds) {
        Target target = new ModelText("data y : real  m ~ Normal(0, 1)  y ~ Truncated(Normal(m, 1), " + bounds + ")")
                .scalar("y", 30.01).compile().target();
        double expected = -Math.log(2 * Math.PI) - 30.01 * 30.01 / 2 + 454.32124395634;
        assertEquals(expected, target.logDensity(new double[] {0}), 1e-9);
    }

    @Test
    void latentSitesLiveBetweenTheBounds() {
        Target target = new ModelText("data y : real  a ~ Normal(0, 1)\n"
                + "b ~ Truncated(Normal(a, 1), min = 8)  c ~ Truncated(HalfNormal(1), min = -1, max = 1 + b)\n"
                + "d : real[3] ~ Truncated(Cauchy(0, 1), max = [1, 2, -50])  y ~ Normal(b + c + sum(d), 1)")
                .scalar("y", 1).compile().target();
        assertEquals("lower(8)", target.sites().sites().get(1).support());
        RandomStream random = RandomStream.of(3);
        double[] x = new double[6];
        double[] values = new double[6];
        for (int draw = 0; draw < 200; draw++) {
            target.samplePrior(random, x);
            target.sites().constrain(x, values);
            assertTrue(values[1] > 8 && values[1] < 13 && values[2] > 0 && values[2] < 1 + values[1]
                    && values[3] < 1 && values[4] < 2 && values[5] < -50, java.util.Arrays.toString(values));
            assertTrue(Double.isFinite(target.logDensity(x)));
        }
    }

    private static String refused(String statements) {
        Problem problem = assertThrows(PenumbraException.class,
                () -> model(statements).compileUnchecked()).problems().getFirst();
        return problem.code() + " " + problem.message() + " " + problem.advice();
    }

    /** Beta(2, s) on (0, 1/2] and F(2, 2 s) up to 1: polynomials; the observations lie in the unit interval. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Beta(1, s), min = 0.25 | Beta(1, s) | -s * log(0.75)",
        "Beta(s, 1), max = 0.75 | Beta(s, 1) | -s * log(0.75)",
        "Kumaraswamy(2, s), min = 0.25 | Kumaraswamy(2, s) | -s * log(1 - 0.0625)",
        "LogitNormal(m, s), min = 0.5 | LogitNormal(m, s) | -log(Phi(m / s))",
        "FisherSnedecor(2, 2 * s), max = 3 | FisherSnedecor(2, 2 * s) | -log(1 - (1 + 3 / s)^(-s))"})
    void sharesAreCutToo(String inside, String plain, String correction) {
        assertSame(new ModelText(PRIOR + "plate i in 1..n { y[i] ~ Truncated(" + inside + ")  factor 0 * k[i] }")
                        .with("k", 1, 2, 4).with("y", 0.5, 0.7, 0.6),
                new ModelText(PRIOR + "plate i in 1..n { y[i] ~ " + plain + "  factor 0 * k[i] + " + correction + " }")
                        .with("k", 1, 2, 4).with("y", 0.5, 0.7, 0.6));
    }

    /** A symmetric density halves at its centre, where the tails of Student's t have no derivative of their own. */
    @Test
    void theCentreOfStudentsT() {
        Target target = new ModelText("data y : real  nu : positive ~ Exponential(1)  m ~ Normal(0, 1)\n"
                + "y ~ Truncated(StudentT(nu, m, 2), min = 0)").scalar("y", 1).compile().target();
        double[] gradient = new double[2];
        double value = target.logDensityAndGradient(new double[] {0, 0}, gradient);
        double density = -Math.log(Math.PI) - Math.log(2) - Math.log(1.25);
        assertEquals(-1 - 0.5 * Math.log(2 * Math.PI) + density + Math.log(2), value, 1e-13);
        assertEquals(2 * 0.25 / 1.25 - 1 / Math.PI, gradient[1], 1e-13);
        assertTrue(Double.isFinite(gradient[0]));
    }

    @Test
    void whatCannotBeTruncatedIsRefusedWithWhatCan() {
        assertEquals("PEN-2307 VonMises cannot be truncated here: its distribution function has no expression. With "
                + "any bounds: AsymmetricLaplace, Bernoulli, Beta, Binomial, BinomialLogits, Cauchy, Chi2, "
                + "Exponential, FisherSnedecor, Gamma, GammaPoisson, GeneralizedPareto, Geometric, Gumbel, "
                + "HalfCauchy, HalfNormal, HalfStudentT, InverseGamma, Kumaraswamy, Laplace, LogNormal, Logistic, "
                + "LogitNormal, NegativeBinomial, NegativeBinomial2, Normal, Pareto, Poisson, RelaxedBernoulli, "
                + "StudentT, Uniform, Weibull.",
                refused("y ~ Truncated(VonMises(m, s), min = 1)"));
        assertTrue(refused("k ~ Truncated(BetaBinomial(s, s, 9), min = m)").contains("bounds that are small numbers"));
        assertTrue(refused("k ~ Truncated(BetaBinomial(s, s, 9000), max = 5000)").contains("PEN-2307"));
        assertTrue(refused("y ~ Truncated(Normal(m, s), min = 4, max = 2)").contains(
                "PEN-2306 Truncated leaves nothing between min = 4 and max = 2."));
        assertTrue(refused("y ~ Truncated(Normal(m, s))").contains("PEN-2302"));
        assertTrue(refused("y ~ Truncated(Normal(m, s), min = 2)").contains(
                "PEN-2203 'y' has the value 0.5 (test.csv:2:1), which Truncated Normal cannot produce"));
    }
}
