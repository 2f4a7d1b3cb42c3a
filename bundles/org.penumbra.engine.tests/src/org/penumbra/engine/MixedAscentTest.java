package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Coordinate ascent over models in which some sites have no conjugate family. */
class MixedAscentTest {

    private static ModelText schools() {
        return new ModelText("""
                data y : real[8]
                data sigma : positive[8]
                mu ~ Normal(0, 5)
                tau ~ HalfCauchy(5)
                plate i in 1..8 { theta[i] ~ Normal(mu, tau) }
                plate i in 1..8 { y[i] ~ Normal(theta[i], sigma[i]) }""")
                .with("y", 28, 8, -3, 7, -1, 1, 18, 12).with("sigma", 15, 10, 16, 11, 9, 11, 10, 18);
    }

    @Test
    void hierarchy() {
        ConjugateFit fit = ConjugateFit.of(schools());
        System.out.println(fit.form.groups().stream().map(g -> g.family() + " " + g.name()).toList() + " " + fit.result.status() + " " + fit.elbo() + " " + fit.mean("tau") + " " + fit.sd("tau") + " " + fit.mean("mu") + " " + fit.sd("mu")+ " steps "+fit.result.steps());
        assertEquals(2, fit.form.groups().size());
    }
}
