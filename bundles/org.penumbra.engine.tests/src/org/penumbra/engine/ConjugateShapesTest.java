package org.penumbra.engine;

import java.util.Arrays;
import java.util.Map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many ways to write conjugate models: for each the compiled energy is the density at a point, its differences are the
 * natural parameters, and the bound rises; {@link ConjugateFit} checks these for every model that it fits.
 */
class ConjugateShapesTest {

    private static final double[] Y = {1.2, 0.4, 0.9, 2.3, 1.1, 0.2};

    @ParameterizedTest
    @ValueSource(strings = {
        "mu : real[2, 3] ~ Normal(1, 2); plate i in 1..2 { plate j in 1..3 { y[3*i - 3 + j] ~ Normal(mu[i, j], 1) } }",
        "x : real[6] ~ GaussianRandomWalk(0.5); y ~ Normal(x, 1)",
        "x : real[6] ~ AR([0.5, 0.2], 1); y ~ Normal(x, 0.4)",
        "tau ~ Gamma(2, 1); x : real[6] ~ GaussianRandomWalk(1 / sqrt(tau)); y ~ Normal(x, 1)",
        "b ~ MultivariateNormal([0, 1], precision = [[2, 0.5], [0.5, 1]]); y ~ Normal(b[1] + 2 * b[2], 1)",
        "b ~ MultivariateNormal([0, 1], scaleTril = [[2, 0], [0.5, 1]]); y ~ Normal(b[1] - b[2], 1)",
        "v ~ InverseGamma(2, 1); m ~ Normal(0, 3 * sqrt(v)); y ~ Normal(m, sqrt(v))",
        "s : positive ~ Flat(); y ~ Normal(0, s)",
        "r ~ Gamma(2, 3); y ~ Gamma(2, r)",
        "r ~ Gamma(2, 3); y ~ InverseGamma(3, r)",
        "r ~ Exponential(2); y ~ Weibull(r^(-1 / 1.5), 1.5)",
        "l ~ Normal(0, 1); y ~ LogNormal(l, 0.7)",
        "t ~ Gamma(1, 1); y ~ LogNormal(0.5, t^(-0.5))",
        "a ~ Normal(0, 1); b = 2 * a + 1; c = b - y[1]; y ~ Normal(if y[1] > 1 then c else b, 1)",
        "x[1] ~ Normal(0, 1); x[2] ~ Normal(0, 1); for t in 3..6 { x[t] ~ Normal(2*x[t-1] - x[t-2], 1) }; "
                + "y ~ Normal(x, 1)",
        "mu ~ Normal(0, 1); plate i in 1..6 { z[i] ~ Normal(mu, 2); y[i] ~ Normal(z[i], 1) }",
        "a ~ Normal(0, 1); b ~ Normal(0, 1); y ~ Normal(a * b, 1)",
        "p ~ Beta(2, 2); q ~ Beta(1, 3); y ~ Normal(0, 1); factor 3 * log(p) + log(1 - q)",
        "mu ~ Normal(0, 1); tau ~ Gamma(1, 1); lambda ~ Gamma(1, tau); y ~ Normal(mu, 1 / sqrt(lambda))"})
    void writtenInManyWays(String statements) {
        String text = "data y : positive[6]\n" + statements.replace("; ", "\n");
        ConjugateFit fit = ConjugateFit.of(new ModelText(text).with("y", Y));
        assertTrue(Double.isFinite(fit.elbo()));
    }

    /** More coefficients than one factor takes: they are updated one after the other, to the mean of the joint one. */
    @Test
    void manyCoupledElementsAreColoured() {
        int n = 600;
        double[] y = new double[n];
        Arrays.setAll(y, t -> Math.sin(0.05 * t));
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data T : int(min = 2)
                data y : real[T]
                x[1] ~ Normal(0, 1)
                for t in 2..T { x[t] ~ Normal(x[t-1], 1) }
                y ~ Normal(x, 0.5)""").with("y", y));
        assertEquals(2, fit.form.groups().size());
        ConjugateFit joint = ConjugateFit.of(new ModelText("""
                data T : int(min = 2)
                data y : real[T]
                x[1] ~ Normal(0, 1)
                for t in 2..T { x[t] ~ Normal(x[t-1], 1) }
                y ~ Normal(x, 0.5)""").with("y", Arrays.copyOf(y, 400)));
        assertEquals(joint.mean("x[100]"), fit.mean("x[100]"), 1e-6);
        assertTrue(fit.sd("x[100]") < joint.sd("x[100]"));
    }

    @Test
    void normalsThatAreTooManyForOneFactorButMeetThemselves() {
        double[] x = new double[20 * 520];
        Arrays.setAll(x, k -> Math.cos(k * k));
        double[] y = new double[20];
        Arrays.setAll(y, k -> Math.sin(k));
        ConjugateFit fit = new ConjugateFit(new ModelText("""
                data X : real[20, 520]
                data y : real[20]
                b : real[520] ~ Normal(0, 0.1)
                y ~ Normal(X @ b, 1)""").shaped("X", List.of(20, 520), x).with("y", y),
                Map.of("sweeps", 20, "starts", 1, "draws", 10), 1);
        assertTrue(fit.elbo() < 0);
    }
}
