package org.penumbra.ui.editor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.ui.language.Snapshot;

class ColouredNamesTest {

    private static final List<String> LEGEND = List.of("variable", "class", "unheardOf");
    private static final Snapshot TEXT = new Snapshot(1, "a ~ Normal\nbb ~ Gamma\n");
    /** a, Normal, bb, Gamma. */
    private static final ColouredNames NAMES = ColouredNames.of(TEXT, List.of(0, 0, 1, 0, 0, 0, 4, 6, 1, 0,
            1, 0, 2, 0, 0, 0, 5, 5, 1, 0), LEGEND);

    @Test
    void namesAreCountedFromTheOneBefore() {
        assertEquals("[0+1 LATENT, 4+6 DISTRIBUTION, 11+2 LATENT, 16+5 DISTRIBUTION]", NAMES.toString());
    }

    @Test
    void kindsThatNobodyKnowsHaveNoColour() {
        assertEquals("[]", ColouredNames.of(TEXT, List.of(0, 0, 1, 2, 0), LEGEND).toString());
    }

    @Test
    void whatIsWrittenMovesTheNamesBehindItAndUncoloursTheOneItTouches() {
        assertEquals("[0+1 LATENT, 14+2 LATENT, 19+5 DISTRIBUTION]", NAMES.moved(6, 1, 4).toString());
    }

    @Test
    void onlyWhatDiffersIsDrawnAgain() {
        ColouredNames shorter = ColouredNames.of(TEXT, List.of(0, 0, 1, 0, 0, 1, 0, 2, 0, 0, 0, 5, 5, 1, 0), LEGEND);
        assertArrayEquals(new int[] {4, 10}, NAMES.differsFrom(shorter));
        int[] none = NAMES.differsFrom(NAMES);
        assertEquals(none[0], none[1]);
    }
}
