package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Analytic truths: a guide that is the posterior makes log p - log q the log evidence at every draw, and the gradient
 * of a mean along the paths is the derivative of the mean.
 */
class ConjugateGuidesTest {

    /** Every draw gives the log evidence: no variance is left. */
    private static void exact(ModelText model, double logEvidence) {
        Target target = model.compile().target();
        DifferentiableGuide guide = model.guide().guide();
        RandomStream random = RandomStream.of(1);
        double[] noise = new double[guide.noiseSize()];
        double[] x = new double[guide.dimension()];
        for (int draw = 0; draw < 50; draw++) {
            double logQ = guide.sample(random, noise, x);
            assertEquals(logEvidence, target.logDensity(x) - logQ, 1e-9, () -> "at " + Arrays.toString(x));
        }
    }

    @Test
    void gammaPoisson() {
        double[] y = {3, 0, 5, 2};
        double evidence = 2 * Math.log(1.5) - Kernels.logGamma(2) + Kernels.logGamma(12) - 12 * Math.log(5.5)
                - Arrays.stream(y).map(k -> Kernels.logGamma(k + 1)).sum();
        exact(new ModelText("data n : int  data y : int(min = 0)[n]  r ~ Gamma(2, 1.5)  y ~ Poisson(r)",
                "guide G for M { param a : positive = 12  param b : positive = 5.5  r ~ Gamma(a, b) }").with("y", y),
                evidence);
    }

    @Test
    void betaBernoulli() {
        double evidence = Kernels.logBeta(2.5, 4) - Kernels.logBeta(0.5, 2);
        exact(new ModelText("data n : int  data y : bool[n]  p ~ Beta(0.5, 2)  y ~ Bernoulli(p)",
                "guide G for M { param a : positive = 2.5  param b : positive = 4  p ~ Beta(a, b) }")
                .with("y", 1, 0, 1, 0), evidence);
    }

    @Test
    void dirichletCategorical() {
        double evidence = Kernels.logGamma(3.5) - Kernels.logGamma(8.5) + Kernels.logGamma(3.5) - Kernels.logGamma(0.5)
                + Kernels.logGamma(2) - Kernels.logGamma(1) + Kernels.logGamma(3) - Kernels.logGamma(2);
        exact(new ModelText("data n : int  data y : int(min = 1, max = 3)[n]  p ~ Dirichlet([0.5, 1, 2])"
                + "  y ~ Categorical(p)", "guide G for M { param c : positive[3] = [3.5, 2, 3]  p ~ Dirichlet(c) }")
                .with("y", 1, 1, 2, 1, 3), evidence);
    }

    /** The hierarchical conditional: given the mean, each row has its own exact posterior. */
    @Test
    void normalHierarchy() {
        double[] y = {1.5, -0.5, 2};
        double precision = 1 + 3.0 / 3;
        double mean = Arrays.stream(y).sum() / 3 / precision;
        double evidence = 0;
        double seen = 0;
        for (int i = 0; i < 3; i++) {
            double variance = 3 + 1 / (1 + i / 3.0);
            double expected = seen / 3 / (1 + i / 3.0);
            evidence += -0.5 * (Math.log(2 * Math.PI * variance) + Math.pow(y[i] - expected, 2) / variance);
            seen += y[i];
        }
        exact(new ModelText("data n : int  data y : real[n]  mu ~ Normal(0, 1)"
                + "  plate i in 1..n { t[i] ~ Normal(mu, 1)  y[i] ~ Normal(t[i], sqrt(2)) }", """
                guide G for M {
                  param m : real = %s
                  param s : positive = %s
                  param gain : unit = %s
                  mu ~ Normal(m, s)
                  plate i in 1..n { t[i] ~ Normal(mu + gain * (y[i] - mu), sqrt(2 * gain)) }
                }
                """.formatted(mean, Math.sqrt(1 / precision), 1.0 / 3)).with("y", y), evidence);
    }

    /** d E[x] / d parameter, by the paths at the midpoints of 4000 slices of equal probability. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Gamma(a, b) | 0.5882352941 | -0.3460207612",       // mean a / b; a = 1, b = 1.7
        "Beta(a, b) | 0.2331961591 | -0.1371742112",        // mean a / (a + b)
        "InverseGamma(3 + a, b) | -0.1888888889 | 0.3333333333",
        "Weibull(b, 1 + a) | -0.0137438 | 0.8862269255",    // b Gamma(1 + 1 / k) at k = 2
        "Truncated(Gamma(a, b), max = 1000) | 0.5882352941 | -0.3460207612",
        "Transformed(StudentT(20 + a, 0, b), affine(a, 1)) | 1 | 0",
        "LogNormal(a, b / 4) | 2.9752037 | 0.3161154",
        "Chi2(2 + a) | 1 | 0"})
    void pathsMoveTheMean(String distribution, double byA, double byB) {
        String site = distribution.startsWith("Beta") ? "x ~ Beta(1, 1)" : distribution.startsWith("Transformed")
                ? "x ~ Normal(0, 1)" : "x ~ LogNormal(0, 1)";
        ModelText model = new ModelText(site,
                "guide G for M { param a : positive = 1  param b : positive = 1.7  x ~ " + distribution + " }");
        Target target = model.compile().target();
        DifferentiableGuide guide = model.guide().guide();
        double[] gradient = new double[2];
        double[] x = new double[1];
        double[] value = new double[1];
        int slices = 4000;
        for (int k = 0; k < slices; k++) {
            double[] noise = {Kernels.normalQuantile((k + 0.5) / slices)};
            guide.transform(noise, x);
            double h = 1e-5;
            target.sites().constrain(new double[] {x[0] + h}, value);
            double above = value[0];
            target.sites().constrain(new double[] {x[0] - h}, value);
            guide.pullBack(noise, new double[] {(above - value[0]) / (2 * h) / slices}, gradient);
        }
        assertEquals(byA, gradient[0], 0.003 * Math.max(1, Math.abs(byA)), "by log a at 1");
        assertEquals(byB, gradient[1] / 1.7, 0.003 * Math.max(1, Math.abs(byB)), "by b");
    }
}
