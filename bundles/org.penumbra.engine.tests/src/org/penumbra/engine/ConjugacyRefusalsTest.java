package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.conjugate.Conjugacy;

/** A model without updates in closed form says which statement is in the way, and why. */
class ConjugacyRefusalsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s ~ HalfNormal(1); y ~ Normal(0, s)            | 's'  | x^-2
            a ~ Normal(0, 1); y ~ Normal(exp(a), 1)         | 'y'  | exp of a
            a ~ Normal(0, 1); y ~ Cauchy(a, 1)              | 'y'  | logarithm of a sum of a
            a ~ Normal(0, 1); y ~ StudentT(4, a, 1)         | 'y'  | a
            k ~ Gamma(1, 1); y ~ Normal(lgamma(k), 1)       | 'y'  | lgamma of k
            a ~ Normal(0, 1); y ~ Normal(a^3, 1)            | 'a'  | x^3
            a ~ Normal(0, 1); b ~ Normal(0, 1); y ~ Normal(abs(a + b), 1) | 'y' | abs of a, b
            a ~ Dirichlet([1, 1]); b ~ Normal(0, 1); y ~ Normal(exp(a[1]) + b, 1) | 'y' | exp of a
            a ~ Gamma(1, 1); b ~ Gamma(1, 1); y ~ Poisson(2 + a - b) | 'y' | condition on a, b
            u ~ Uniform(0, 3); y ~ Normal(u, 1)             | 'u'  | bounded
            """)
    void saysWhichSiteAndWhy(String statements, String site, String why) {
        Conjugacy conjugacy = new ModelText("data y : real[3]\n" + statements.replace("; ", "\n")).with("y", 1, 2, 4)
                .compile().target().conjugacy();
        assertTrue(conjugacy.form().isEmpty());
        assertTrue(conjugacy.obstacle().contains(site) && conjugacy.obstacle().contains(why), conjugacy.obstacle());
    }

    /** An observation beyond a parameter has density 0: that condition is no matter of the support of the site. */
    @Test
    void conditionsOnSitesAreNotAssumedToHold() {
        Conjugacy conjugacy = new ModelText("""
                data y : positive[3]
                theta ~ Pareto(1, 2)
                y ~ Uniform(0, theta)""").with("y", 1, 2, 4).compile().target().conjugacy();
        assertFalse(conjugacy.form().isPresent());
        assertTrue(conjugacy.obstacle().contains("theta"), conjugacy.obstacle());
    }

    @Test
    void askedForByNameItIsAnErrorWithAWayOut() {
        ModelText model = new ModelText("""
                data y : real[2]
                a ~ Normal(0, 1)
                y ~ Cauchy(a, 1)""").with("y", 1, 2);
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> ConjugateFit.fit(model.compile().target(), Map.of(), 1, Cancellation.NEVER));
        assertEquals("PEN-3005", refused.problems().getFirst().code());
    }

    @Test
    void anImproperFactorIsNamed() {
        ModelText model = new ModelText("""
                data y : real[2]
                a ~ Flat()
                b ~ Flat()
                y ~ Normal(a + b, 1)""").with("y", 1, 2);
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> ConjugateFit.fit(model.compile().target(), Map.of(), 1, Cancellation.NEVER));
        assertEquals("PEN-3006", refused.problems().getFirst().code());
        assertTrue(refused.problems().getFirst().message().contains("a, b"), refused.getMessage());
    }
}
