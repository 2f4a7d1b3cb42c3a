package org.penumbra.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.font.FontRenderContext;
import org.junit.jupiter.api.Test;

class LetteringTest {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    /** Adobe's metrics of Helvetica: digits 556, m 833, i 222 thousandths. */
    @Test
    void widthsAreThePublishedOnes() {
        assertEquals(5.56, new Lettering(10).width("7"), 1e-12);
        assertEquals(10.55, new Lettering(10).width("mi"), 1e-12);
        assertEquals(2 * new Lettering(11).width("sigma[1,2]"), new Lettering(22).width("sigma[1,2]"), 1e-12);
        assertEquals(0, new Lettering(10).width(""));
    }

    @Test
    void measuresAgree() {
        Lettering letters = new Lettering(12.5);
        assertEquals(letters.width("theta"), letters.getStringBounds("theta", CONTEXT).getWidth(), 1e-12);
        assertEquals(Math.ceil(letters.width("theta")), letters.metrics().stringWidth("theta"));
        assertEquals(letters.getStringBounds("x", CONTEXT).getHeight(),
                letters.getLineMetrics("x", CONTEXT).getHeight(), 1e-5);
        assertEquals(20, letters.deriveFont(20f).getSize2D());
        assertTrue(letters.deriveFont(20f) instanceof Lettering);
    }

    @Test
    void textsAreShortenedOnlyWhereTheyMust() {
        Lettering letters = new Lettering(10);
        assertEquals("alpha", letters.shortened("alpha", letters.width("alpha")));
        String cut = letters.shortened("a very long name of a site", 60);
        assertTrue(cut.endsWith("...") && letters.width(cut) <= 60, cut);
        assertEquals("x...", letters.shortened("xyz", 1));
    }
}
