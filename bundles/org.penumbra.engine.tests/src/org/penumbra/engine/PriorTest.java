package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Target;

/** The prior density is what latent sites add to the density, and nothing of what data or factors add. */
class PriorTest {

    @Test
    void isTheSumOfTheLatentSites() {
        check(new ModelText("""
                data J : int  data y : real[J]  data s : positive[J]
                mu ~ Normal(0, 5)  tau ~ HalfNormal(2)
                plate j in 1..J {
                  theta[j] ~ Normal(mu, tau) @noncentered
                  y[j] ~ Normal(theta[j], s[j])
                }
                factor -mu ^ 2""").with("y", 2.8, 0.8, -0.3).with("s", 1.5, 1, 1.6), Set.of("mu", "tau", "theta"));
    }

    @Test
    void vectorsAndMatrices() {
        check(new ModelText("""
                data n : int  data y : real[n, 2]
                p : simplex[2] ~ Dirichlet([2, 3])
                L ~ LKJCholesky(2, 1.5)
                plate i in 1..n { y[i] ~ MultivariateNormal(p, scaleTril = L) }
                """).shaped("y", List.of(2, 2), 1, 2, 3, 4), Set.of("p", "L"));
    }

    @Test
    void missingValuesAreLatent() {
        Target target = new ModelText("""
                data n : int  data y : real[n]
                mu ~ Normal(0, 1)
                plate i in 1..n { y[i] ~ Normal(mu, 2) }""").with("y", 1, Double.NaN, 3).compile().target();
        double[] x = {0.3, -0.8};
        double expected = -0.5 * 0.3 * 0.3 - Math.log(2 * Math.PI) - Math.log(2) - 0.5 * 1.1 * 1.1 / 4;
        assertEquals(expected, target.prior().orElseThrow().logDensity(x), 1e-12);
    }

    @Test
    void discreteSitesAreSummedOutOfIt() {
        Target target = new ModelText("""
                data n : int  data y : real[n]
                p ~ Beta(2, 2)
                plate i in 1..n {
                  z[i] ~ Bernoulli(p)
                  t[i] ~ Normal(3 * z[i], 1)
                  y[i] ~ Normal(t[i], 1)
                }""").with("y", 0.2).compile().target();
        double[] x = {0.4, 1.1};
        double p = 1 / (1 + Math.exp(-0.4));
        double beta = Math.log(6 * p * (1 - p)) + Math.log(p * (1 - p));
        double t = Math.log((p * Math.exp(-0.5 * 1.9 * 1.9) + (1 - p) * Math.exp(-0.5 * 1.1 * 1.1))
                / Math.sqrt(2 * Math.PI));
        assertEquals(beta + t, target.prior().orElseThrow().logDensity(x), 1e-12);
    }

    @Test
    void whatARunConditionsOnIsObserved() {
        Target target = new ModelText("""
                a ~ Normal(0, 1)
                b ~ Normal(a, 1)""", "infer r of M { condition b = 2 }").compile().target();
        double[] x = {0.5};
        assertEquals(-0.125 - 0.5 * Math.log(2 * Math.PI), target.prior().orElseThrow().logDensity(x), 1e-12);
    }

    private static void check(ModelText model, Set<String> latents) {
        Target target = model.compile().target();
        Target prior = target.prior().orElseThrow();
        assertEquals(target.dimension(), prior.dimension());
        for (int seed = 0; seed < 3; seed++) {
            double[] x = TargetContract.point(target, seed);
            double expected = target.contributions(x).stream().filter(one -> latents.contains(one.site()))
                    .mapToDouble(Target.Contribution::logDensity).sum();
            assertEquals(expected, prior.logDensity(x), 1e-10);
            TargetContract.gradientAgreesWithDifferences(prior, x);
        }
        assertEquals(true, prior.prior().isEmpty());
    }
}
