package org.penumbra.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Optimizer.Updater;
import org.penumbra.inference.ParameterSites;

/** Clipping, plateaus and rates per site. */
class AroundRulesTest {

    private static final ParameterSites SITES = new ParameterSites(List.of("mu", "sigma", "flow"),
            new int[] {0, 1, 0, 1, -1});

    private static double[] stepped(ParameterSites sites, Object... options) {
        Updater sgd = new Sgd().start(5, 10, Given.options(Sgd.Options.class, options), sites);
        double[] x = new double[5];
        sgd.step(x, new double[] {1, 1, 1, 1, 1});
        return x;
    }

    @Test
    void ratesOfSitesTakeThePlaceOfTheRate() {
        assertArrayEquals(new double[] {0.5, 0.02, 0.5, 0.02, 0.5}, stepped(SITES, "lr", 0.5, "sites",
                "sigma: lr = 0.02"), 1e-15);
        assertArrayEquals(new double[] {0, 0.25, 0, 0.25, 0.5}, stepped(SITES, "lr", 0.5, "sites",
                " sigma : lr=0.25; mu: lr = 0 ;"), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigma", "sigma: 0.1", "sigma: eps = 0.1", "sigma: lr = fast", "sigma: lr = -1",
        "sigma: lr = NaN", "sigma: lr = 1; sigma: lr = 2"})
    void whatIsNotOfTheFormIsRefused(String sites) {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> stepped(SITES, "sites", sites));
        assertEquals("PEN-3013", refused.problems().getFirst().code());
    }

    @Test
    void aSiteThatIsNotThereIsRefused() {
        assertRefused(SITES, "sigmo: lr = 1", "Did you mean sigma");
        assertRefused(SITES, "flow: lr = 1", "no parameters");
        assertRefused(ParameterSites.UNKNOWN, "sigma: lr = 1", "algorithm");
    }

    private static void assertRefused(ParameterSites sites, String text, String saying) {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> stepped(sites, "sites", text));
        assertEquals("PEN-3023", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains(saying), refused.getMessage());
    }

    @Test
    void clippingBoundsComponentsAndThenTheNorm() {
        double[] gradient = {3, -4};
        assertSame(gradient, new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 2).clipped(gradient));
        assertArrayEquals(new double[] {0.6, -0.8}, new Clipping(1, 10, 2).clipped(gradient), 1e-15);
        assertArrayEquals(new double[] {3, -3.5}, new Clipping(10, 3.5, 2).clipped(gradient), 1e-15);
        assertArrayEquals(new double[] {Math.sqrt(0.5), -Math.sqrt(0.5)}, new Clipping(1, 2, 2).clipped(gradient),
                1e-15);
        assertArrayEquals(new double[] {0, 0}, new Clipping(1, 2, 2).clipped(new double[2]));
        assertArrayEquals(new double[] {0, 1}, new Clipping(1, 1e300, 2).clipped(new double[] {0, 1e250}), 1e-15);
    }

    /** Windows of 10 for 100 steps. A rise leaves the rate, then level windows halve it, down to the lowest. */
    @Test
    void aPlateauHalvesTheRate() {
        Plateau plateau = new Plateau(true, 100, 0.2);
        double[] means = {1, 2, 2, 3, 3, 3};
        double[] expected = {1, 1, 0.5, 0.5, 0.25, 0.2};
        for (int window = 0; window < means.length; window++) {
            for (int i = 0; i < 10; i++) {
                plateau.see(means[window] + 0.01 * (i - 4.5));
            }
            assertEquals(expected[window], plateau.factor(), "after window " + window);
        }
    }

    @Test
    void whatIsNotToldNeverHalvesTheRate() {
        Plateau plateau = new Plateau(true, 100, 0.2);
        for (int i = 0; i < 100; i++) {
            plateau.see(Double.NaN);
        }
        assertEquals(1, plateau.factor());
    }
}
