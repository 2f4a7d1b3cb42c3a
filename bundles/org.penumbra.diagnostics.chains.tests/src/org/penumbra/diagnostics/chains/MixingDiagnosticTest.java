package org.penumbra.diagnostics.chains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.diagnostics.chains.Made.assess;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.Diagnostic.Report;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;

class MixingDiagnosticTest {

    private final MixingDiagnostic diagnostic = new MixingDiagnostic();

    @Test
    void independentDrawsAreGood() {
        Report report = assess(diagnostic, Made.chains(4, 1000, 0, 0));
        assertEquals(1, report.findings().size());
        assertEquals(Trust.GOOD, report.findings().getFirst().trust());
        assertTrue(Made.measurement(report, "rHat") < 1.01);
        assertEquals(4000, Made.measurement(report, "essBulk"), 400);
    }

    @Test
    void aChainElsewhereIsNamed() {
        Report report = assess(diagnostic, Made.chains(4, 1000, 0, 2));
        assertEquals(Trust.DISTRUST, report.findings().getFirst().trust());
        String message = report.findings().getFirst().message();
        assertTrue(message.contains("The chains do not agree") && message.contains("x2"), message);
        assertTrue(Made.measurement(report, "rHat") > 1.1);
    }

    @Test
    void slowChainsAreWorthTooLittle() {
        Report report = assess(diagnostic, Made.chains(4, 1000, 0.98, 0));
        assertTrue(report.findings().stream().anyMatch(one -> one.trust() == Trust.DISTRUST
                && one.message().contains("independent draws")), report.findings().toString());
    }

    @Test
    void chainsThatDoNotMoveAreDistrusted() {
        FitResult still = Made.result(4, new double[400][2], Made.NO_STATISTICS);
        assertEquals(Trust.DISTRUST, assess(diagnostic, still).findings().getFirst().trust());
    }

    @Test
    void nothingIsSaidOfIndependentDrawsOfAGuide() {
        assertFalse(diagnostic.appliesTo(Made.withoutChains()));
        assertFalse(new HamiltonianDiagnostic().appliesTo(Made.withoutChains()));
    }
}
