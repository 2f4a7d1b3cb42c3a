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
        "Binomial(5, expit(m)), min = 1          | Binomial(5, expit(m)) | -log(1 - expit(-m)^5)"})
    void countsAreSummed(String inside, String plain, String correction) {
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

    @Test
    void whatCannotBeTruncatedIsRefusedWithWhatCan() {
        assertEquals("PEN-2307 Gamma cannot be truncated here: its distribution function has no expression. With any "
                + "bounds: Cauchy, Exponential, HalfCauchy, HalfNormal, LogNormal, Normal, Uniform.",
                refused("y ~ Truncated(Gamma(1, s), min = 1)"));
        assertTrue(refused("k ~ Truncated(Poisson(s), min = m)").contains("needs bounds that are small numbers"));
        assertTrue(refused("k ~ Truncated(Poisson(s), max = 5000)").contains("PEN-2307"));
        assertTrue(refused("y ~ Truncated(Normal(m, s), min = 4, max = 2)").contains(
                "PEN-2306 Truncated leaves nothing between min = 4 and max = 2."));
        assertTrue(refused("y ~ Truncated(Normal(m, s))").contains("PEN-2302"));
        assertTrue(refused("y ~ Truncated(Normal(m, s), min = 2)").contains(
                "PEN-2203 'y' has the value 0.5 (test.csv:2:1), which Truncated Normal cannot produce"));
    }
}
