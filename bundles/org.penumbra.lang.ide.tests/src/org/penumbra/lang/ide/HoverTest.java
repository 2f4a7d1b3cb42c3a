package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HoverTest {

    private static String hover(String marked) {
        return Editor.with(marked).hover();
    }

    @Test
    void aLatentSiteTellsTypeDistributionAndFormula() {
        assertEquals("""
                ```penumbra
                latent mu : real ~ Normal(0, 1)
                ```

                **Normal** p(x) = exp(-z^2 / 2) / (scale sqrt(2 pi)) with z = (x - loc) / scale, on the real line.""",
                hover("model M { data y : real  m|u ~ Normal(0, 1)  y ~ Normal(mu, 1) }"));
    }

    @Test
    void shapesSupportsAndNotesAreTold() {
        String text = hover("""
                model M {
                  data J : int(min = 1)
                  plate j in 1..J {
                    tau[j] ~ Uniform(0, 10)   // spread between schools
                  }
                  x = sum(t|au)
                }
                """);
        assertTrue(text.startsWith("```penumbra\nlatent tau : real[J] ~ Uniform(0, 10)\n```\n\n"
                + "Support: between 0 and 10."), text);
        assertTrue(text.endsWith("spread between schools"), text);
    }

    @Test
    void dataParametersIndicesAndValuesTellWhatTheyAre() {
        assertEquals("```penumbra\ndata y : real[n]\n```", hover("model M { data n : int  data |y : real[n] }"));
        assertEquals("```penumbra\nindex i : int in 1..3\n```\n\nSupport: between 1 and 3.",
                hover("model M { plate |i in 1..3 { } }"));
        assertEquals("```penumbra\nvalue s : real = x^2\n```\n\nSupport: at least 0.",
                hover("model M { data x : real  |s = x^2 }"));
        assertEquals("```penumbra\nparameter v : real\n```\n\nSupport: at least 0.",
                hover("function f(|v : positive) : real = v"));
    }

    @Test
    void distributionsTellSignaturesAndParameters() {
        String text = hover("model M { a ~ Ber|noulli(logits = 1) }");
        assertTrue(text.startsWith("```penumbra\nBernoulli(probs) : bool\n```\n```penumbra\nBernoulli(logits) : bool"),
                text);
        assertTrue(text.contains("- `probs` : unit."), text);
        assertTrue(hover("model M { a ~ Bernoulli(log|its = 1) }").startsWith("```penumbra\nlogits : real\n```"),
                hover("model M { a ~ Bernoulli(log|its = 1) }"));
        assertTrue(hover("model M { a ~ Trun|cated(Normal(0, 1), min = 0) }").contains("cut to an interval"));
    }

    @Test
    void functionsLayersTypesAndAnnotationsAreDocumented() {
        assertTrue(hover("model M { a = ex|p(1) }").startsWith("```penumbra\nexp(x)\n```"));
        assertTrue(hover("network N(x : real[2]) : real { return De|nse(1)(x) }").contains("- `units"));
        assertTrue(hover("model M { data y : sim|plex[3] }").endsWith("probabilities that sum to 1."));
        assertTrue(hover("model M { a ~ Normal(0, 1) @non|centered }").contains("funnels"));
    }

    @Test
    void partsOfARunTellTheirOptions() {
        String text = hover("model M { a ~ Normal(0, 1) }\ninfer r of M { algorithm SV|I(steps = 10) }");
        assertTrue(text.startsWith("```penumbra\nalgorithm SVI\n```"), text);
        assertTrue(text.contains("- `steps : integer = "), text);
        assertTrue(hover("model M { a ~ Normal(0, 1) }\ninfer r of M { algorithm SVI(st|eps = 10) }")
                .startsWith("```penumbra\nsteps : integer = "));
    }

    @Test
    void declarationsTellTheirCommentsAndContents() {
        assertEquals("""
                ```penumbra
                model M
                ```
                About heights.

                Data: `y : real`.

                Latent: `mu : real`.""", hover("/** About heights. */\nmodel M { data y : real  mu ~ Normal(0, 1) }\n"
                        + "infer r of |M { }"));
        assertTrue(hover("function f(v : real) : real = v\nmodel M { a = |f(1) }")
                .startsWith("```penumbra\nfunction f(v : real) : real\n```"));
    }

    @Test
    void keywordsTellWhatTheyMeanWhereTheyStand() {
        assertEquals("**plate** Independent repetitions: one for each value of the index.",
                hover("model M { pl|ate i in 1..3 { } }"));
        assertEquals("**guide** The variational family, or a guide of the file.",
                hover("model M { a ~ Normal(0, 1) }\ninfer r of M { gu|ide AutoNormal() }"));
        assertEquals("", hover("model M { a ~ Normal(0, 1) | }"));
    }
}
