package org.penumbra.engine;

import java.util.Arrays;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

/** Conjugate models from plain text: the posterior and the log evidence are those of the textbooks, to 1e-8. */
class ConjugateModelsTest {

    private static final double[] Y = {1.2, -0.4, 0.9, 2.3, 1.1};
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    @Test
    void normalMeanWithKnownScale() {
        double n = Y.length;
        double precision = 1 / 9.0 + n / 4;
        double mean = (0.5 / 9 + sum(Y) / 4) / precision;
        double evidence = -0.5 * n * (LOG_2_PI + Math.log(4)) - 0.5 * squares(Y) / 4 - 0.5 * Math.log(9)
                - 0.5 * Math.log(precision) - 0.5 * 0.25 / 9 + 0.5 * precision * mean * mean;
        ConjugateFit.of(new ModelText("""
                data y : real[5]
                mu ~ Normal(0.5, 3)
                y ~ Normal(mu, 2)""").with("y", Y)).expect("mu", mean, 1 / Math.sqrt(precision)).exact(evidence);
    }

    @Test
    void betaBernoulli() {
        ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data y : bool[n]
                p ~ Beta(2, 3)
                plate i in 1..n { y[i] ~ Bernoulli(p) }""").with("y", 1, 0, 1, 1, 0, 1))
                .expect("p", 6.0 / 11, Math.sqrt(6.0 * 5 / (121 * 12)))
                .exact(Beta.logBeta(6, 5) - Beta.logBeta(2, 3));
    }

    @Test
    void betaBinomial() {
        double choices = Math.log(120) + Math.log(56);
        ConjugateFit.of(new ModelText("""
                data y : int(min = 0)[2]
                data n : int(min = 1)[2]
                p ~ Beta(1, 1)
                y ~ Binomial(n, p)""").with("y", 3, 5).with("n", 10, 8))
                .expect("p", 9.0 / 20, Math.sqrt(9.0 * 11 / (400 * 21))).exact(choices + Beta.logBeta(9, 11));
    }

    @Test
    void gammaPoisson() {
        double a = 2 + 12;
        double b = 0.5 + 4;
        double evidence = 2 * Math.log(0.5) - Gamma.logGamma(2) + Gamma.logGamma(a) - a * Math.log(b)
                - Gamma.logGamma(4) - Gamma.logGamma(2) - Gamma.logGamma(8) - Gamma.logGamma(2);
        ConjugateFit.of(new ModelText("""
                data y : int(min = 0)[4]
                rate ~ Gamma(2, 0.5)
                y ~ Poisson(rate)""").with("y", 3, 1, 7, 1)).expect("rate", a / b, Math.sqrt(a) / b).exact(evidence);
    }

    @Test
    void gammaExponential() {
        double a = 3 + 3;
        double b = 1 + 4.5;
        ConjugateFit.of(new ModelText("""
                data y : positive[3]
                rate ~ Gamma(3, 1)
                y ~ Exponential(rate)""").with("y", 0.5, 1.5, 2.5)).expect("rate", a / b, Math.sqrt(a) / b)
                .exact(Gamma.logGamma(a) - a * Math.log(b) - Gamma.logGamma(3));
    }

    @Test
    void dirichletCategorical() {
        double evidence = Gamma.logGamma(4.5) - Gamma.logGamma(10.5) + Gamma.logGamma(5) - Gamma.logGamma(1)
                + Gamma.logGamma(2.5) - Gamma.logGamma(1.5) + Gamma.logGamma(3) - Gamma.logGamma(2);
        ConjugateFit.of(new ModelText("""
                data y : int(min = 1, max = 3)[6]
                p ~ Dirichlet([1, 1.5, 2])
                y ~ Categorical(p)""").with("y", 1, 1, 2, 3, 1, 1))
                .expect("p[1]", 5 / 10.5, Math.sqrt(5 * 5.5 / (10.5 * 10.5 * 11.5)))
                .expect("p[3]", 3 / 10.5, Math.sqrt(3 * 7.5 / (10.5 * 10.5 * 11.5))).exact(evidence);
    }

    @Test
    void dirichletMultinomial() {
        double choices = Gamma.logGamma(11) - Gamma.logGamma(5) - Gamma.logGamma(4) - Gamma.logGamma(4);
        double evidence = choices + Gamma.logGamma(3) - Gamma.logGamma(13) + Gamma.logGamma(5) + Gamma.logGamma(4)
                + Gamma.logGamma(4);
        ConjugateFit.of(new ModelText("""
                data y : int(min = 0)[3]
                p ~ Dirichlet(ones(3))
                y ~ Multinomial(10, p)""").with("y", 4, 3, 3)).exact(evidence);
    }

    @Test
    void inverseGammaVariance() {
        double a = 3 + 2.5;
        double b = 2 + 0.5 * squares(Y);
        double evidence = -2.5 * LOG_2_PI + 3 * Math.log(2) - Gamma.logGamma(3) + Gamma.logGamma(a) - a * Math.log(b);
        ConjugateFit.of(new ModelText("""
                data y : real[5]
                v ~ InverseGamma(3, 2)
                y ~ Normal(0, sqrt(v))""").with("y", Y))
                .expect("v", b / (a - 1), b / (a - 1) / Math.sqrt(a - 2)).exact(evidence);
    }

    @Test
    void gammaPrecision() {
        double a = 3 + 2.5;
        double b = 2 + 0.5 * squares(Y);
        double evidence = -2.5 * LOG_2_PI + 3 * Math.log(2) - Gamma.logGamma(3) + Gamma.logGamma(a) - a * Math.log(b);
        ConjugateFit.of(new ModelText("""
                data y : real[5]
                tau ~ Gamma(3, 2)
                y ~ Normal(0, 1 / sqrt(tau))""").with("y", Y)).expect("tau", a / b, Math.sqrt(a) / b).exact(evidence);
    }

    private static double sum(double[] y) {
        return Arrays.stream(y).sum();
    }

    private static double squares(double[] y) {
        return Arrays.stream(y).map(v -> v * v).sum();
    }
}
