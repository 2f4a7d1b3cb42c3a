package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.Status;

class VerdictTest {

    private static final Finding GOOD = new Finding(Trust.GOOD, "k-hat is low.");
    private static final Finding CAUTION = new Finding(Trust.CAUTION, "k-hat is high.");
    private static final Finding DISTRUST = new Finding(Trust.DISTRUST, "k-hat is too high.");

    @Test
    void theWorstFindingDecides() {
        assertEquals(Verdict.TRUSTED, Verdict.of(Status.CONVERGED, List.of(GOOD, CAUTION)));
        assertEquals(Verdict.NOT_TRUSTED, Verdict.of(Status.CONVERGED, List.of(GOOD, DISTRUST)));
        assertEquals(Verdict.TRUSTED, Verdict.of(Status.BUDGET_SPENT, List.of(GOOD)));
    }

    @Test
    void whatNobodyJudgedIsUnknown() {
        assertEquals(Verdict.UNKNOWN, Verdict.of(Status.CONVERGED, List.of()));
        assertEquals(Verdict.UNKNOWN, Verdict.of(Status.CONVERGED, List.of(CAUTION)));
    }

    @Test
    void aStoppedFitIsAtBestUnknownAndAFailedOneIsNotTrusted() {
        assertEquals(Verdict.UNKNOWN, Verdict.of(Status.CANCELLED, List.of(GOOD)));
        assertEquals(Verdict.NOT_TRUSTED, Verdict.of(Status.CANCELLED, List.of(DISTRUST)));
        assertEquals(Verdict.NOT_TRUSTED, Verdict.of(Status.FAILED, List.of(GOOD)));
    }
}
