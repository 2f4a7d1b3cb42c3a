package org.penumbra.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.picture.Sample;
import org.penumbra.testing.MadeEvidence;

class ChoiceTest {

    private final Sample few = MadeEvidence.ofDraws(3).posterior();
    private final Choice.Interest last = new Choice.Interest(position -> position == 2 ? Double.NaN : position,
            "the last");

    private Choice choose(String sites, int count, int page) {
        return Choice.of(few, sites, count, page, last);
    }

    @Test
    void whatFitsIsShownWithoutAWord() {
        assertEquals(new Choice(List.of(0, 1, 2, 3, 4), ""), choose("", 5, 1));
        assertEquals(List.of(2, 3, 4, 0), choose("theta, mu", 9, 1).positions());
        assertEquals(List.of(3), choose("theta[2]", 9, 1).positions());
    }

    @Test
    void ofMoreTheMostInterestingAreShownAndItIsSaid() {
        assertEquals(new Choice(List.of(3, 4), "Shown are 2 of 5 values: the last."), choose("", 2, 1));
        assertEquals(List.of(0, 1), choose("", 2, 2).positions());
        Choice rest = choose("", 2, 3);
        assertEquals(List.of(2), rest.positions(), "what is not a number comes last");
        assertTrue(rest.words().contains("page 3 of 3"), rest.words());
    }

    @Test
    void whatIsNotThereIsToldWithWhatIsNear() {
        PenumbraException wrong = assertThrows(PenumbraException.class, () -> choose("thetta", 5, 1));
        assertEquals("PEN-4510", wrong.problems().getFirst().code());
        assertTrue(wrong.problems().getFirst().render().contains("theta"), wrong.problems().getFirst().render());
        assertEquals("PEN-4511", assertThrows(PenumbraException.class, () -> choose("", 2, 4)).problems().getFirst()
                .code());
    }

    @Test
    void chainsThatDisagreeComeFirst() {
        double[] apart = {0, 1, 0, 1, 10, 11, 10, 11};
        double[] alike = {0, 1, 0, 1, 1, 0, 1, 0};
        assertTrue(Disagreement.of(apart, 2) > 10 * Disagreement.of(alike, 2));
    }
}
