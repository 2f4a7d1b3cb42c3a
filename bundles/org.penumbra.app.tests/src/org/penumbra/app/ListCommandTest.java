package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.core.ExitCode;

/** What is listed comes from plugin.xml alone, of third parties as of ourselves. */
class ListCommandTest {

    private final Terminal terminal = new Terminal();

    @Test
    void listsEverythingByKind() {
        assertEquals(0, terminal.run("list"));
        for (String part : new String[] {"algorithms\n", "  SVI ", "  TestLaplaceLike ", "guides\n", "  AutoNormal ",
            "  TestShiftedNormal ", "objectives\n", "  TraceELBO ", "optimizers\n", "  Adam ", "diagnostics\n",
            "  PSIS ", "distributions\n", "  Normal ", "  TestArcsine "}) {
            assertTrue(terminal.out().contains(part), part + " in " + terminal.out());
        }
    }

    @Test
    void endsWithWhatMultipliesMatrices() {
        terminal.run("list");
        String last = terminal.out().substring(terminal.out().lastIndexOf("\n\n") + 2);
        assertTrue(last.matches("matrix products\n  (scalar code.*|vectors of \\d+ bits); the same bits on every"
                + " machine\\. A BLAS of the machine is used with -Dpenumbra\\.blas=native only\\.\n"), last);
    }

    @Test
    void whatIsWrongWithARegistrationComesLastOnStandardError() {
        terminal.run("list", "guides");
        assertTrue(terminal.err().contains("org.penumbra.testplugins.bad"), terminal.err());
        assertFalse(terminal.err().contains("\tat "), terminal.err());
        assertEquals(terminal.err().lines().distinct().count(), terminal.err().lines().count(), "each is said once");
    }

    @Test
    void showsOnePartWithItsOptions() {
        assertEquals(0, terminal.run("list", "optimizers", "TestSignStep"));
        Golden.check("list-optimizer.txt", terminal.out());
    }

    @Test
    void showsHowADistributionIsWritten() {
        assertEquals(0, terminal.run("list", "TestArcsine"));
        Golden.check("list-distribution.txt", terminal.out());
    }

    @Test
    void jsonHasTheSame() {
        assertEquals(0, terminal.run("list", "algorithm", "TestLaplaceLike", "--json"));
        Golden.check("list-algorithm.json", terminal.out());
    }

    @Test
    void offersWhatWasMeant() {
        assertEquals(ExitCode.USAGE.code(), terminal.run("list", "giudes"));
        assertEquals("error [PEN-6030] there is neither a kind nor a part 'giudes'; kinds are algorithms, guides,"
                + " objectives, optimizers, divergences, rungs, diagnostics, visualizers, exporters, sources,"
                + " distributions, layers. Did you mean guides, Gibbs, Modes?\n",
                terminal.err());
    }
}
