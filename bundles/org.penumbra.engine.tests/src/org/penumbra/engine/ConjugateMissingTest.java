package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;

/** Missing observations are factors like all others. */
class ConjugateMissingTest {

    private static final double NA = Double.NaN;

    private static double logNormal(double x, double mean, double variance) {
        return -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
    }

    /** A response that is missing says nothing of the mean, and follows it. */
    @Test
    void response() {
        double variance = 1 / (1 / 4.0 + 2);
        double mean = variance * (1 / 4.0 + 2.5 + 0.5);
        ConjugateFit.of(new ModelText("""
                data n : int
                data y : real[n]
                mu ~ Normal(1, 2)
                y ~ Normal(mu, 1)""").with("y", 2.5, NA, 0.5))
                .exact(logNormal(2.5, 1, 5) + logNormal(0.5, 1 + 0.8 * 1.5, 1.8))
                .expect("mu", mean, Math.sqrt(variance)).expect("y[2]", mean, Math.sqrt(variance + 1));
    }

    /** A covariate that is missing is seen through its response: given a known slope all is one normal. */
    @Test
    void covariate() {
        double[] x = {0.3, NA, -1.2, NA};
        double[] y = {1.0, 2.2, -2.0, 0.4};
        double evidence = 0;
        for (int i = 0; i < 4; i++) {
            evidence += Double.isNaN(x[i]) ? logNormal(y[i], 2 * 0.5, 4 * 4 + 1)
                    : logNormal(x[i], 0.5, 4) + logNormal(y[i], 2 * x[i], 1);
        }
        double variance = 1 / (1 / 4.0 + 4);
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int
                data x : real[n]
                data y : real[n]
                plate i in 1..n { x[i] ~ Normal(0.5, 2)  y[i] ~ Normal(2 * x[i], 1) }""").with("x", x).with("y", y));
        fit.exact(evidence).expect("x[2]", variance * (0.125 + 4.4), Math.sqrt(variance))
                .expect("x[4]", variance * (0.125 + 0.8), Math.sqrt(variance));
    }

    /** Slope, scales and both kinds of missing values; half of the covariates are hidden, and found again. */
    @Test
    void regressionWithNumbersMissingOnBothSides() {
        RandomStream random = RandomStream.of(6);
        double[] truth = IntStream.range(0, 120).mapToDouble(i -> 1 + random.nextGaussian()).toArray();
        double[] y = IntStream.range(0, 120).mapToDouble(i -> i % 7 == 3 ? NA
                : -1 + 2 * truth[i] + 0.3 * random.nextGaussian()).toArray();
        double[] x = IntStream.range(0, 120).mapToDouble(i -> i % 5 == 0 ? NA : truth[i]).toArray();
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int
                data x : real[n]
                data y : real[n]
                a ~ Normal(0, 10)
                b ~ Normal(0, 10)
                m ~ Normal(0, 10)
                p ~ Gamma(1, 1)
                q ~ Gamma(1, 1)
                plate i in 1..n {
                  x[i] ~ Normal(m, 1 / sqrt(p))
                  y[i] ~ Normal(a + b * x[i], 1 / sqrt(q))
                }""").with("x", x).with("y", y));
        assertFalse(fit.form.isExact());
        assertEquals(2, fit.mean("b"), 0.1);
        assertEquals(-1, fit.mean("a"), 0.15);
        for (int i = 0; i < 120; i += 5) {
            double sd = i % 7 == 3 ? 1 : 0.15;
            assertEquals(truth[i], fit.mean("x[" + (i + 1) + "]"), 4 * sd, "x " + i);
            assertTrue(fit.sd("x[" + (i + 1) + "]") < 1.5 * sd + 0.05);
        }
    }

    /** A rate whose count is missing has the support of its own distribution. */
    @Test
    void positiveNumbers() {
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int
                data r : positive[n]
                b ~ Gamma(3, 2)
                r ~ Gamma(2.5, b)""").with("r", 1.5, NA, 0.7));
        assertFalse(fit.form.isExact());
        assertEquals(2, fit.form.groups().size());
        assertEquals((3 + 7.5) / (2 + 2.2 + fit.mean("r[2]")), fit.mean("b"), 1e-6);
    }
}
