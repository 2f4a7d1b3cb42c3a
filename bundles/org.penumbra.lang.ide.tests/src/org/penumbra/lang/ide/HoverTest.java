package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HoverTest {

    @Test
    void aLatentSiteTellsTypeDistributionAndFormula() {
        Editor editor = Editor.with("model M { data y : real  m|u ~ Normal(0, 1)  y ~ Normal(mu, 1) }");
        assertEquals("""
                ```penumbra
                latent mu : real ~ Normal(0, 1)
                ```


                **Normal** p(x) = exp(-z^2 / 2) / (scale sqrt(2 pi)) with z = (x - loc) / scale, on the real line.""",
                editor.hover());
    }
}
