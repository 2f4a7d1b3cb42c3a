package org.penumbra.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.math.RandomStream;

class StartTest {

    private static final Start COLD = Start.cold(RandomStream.of(1));

    @Test
    void aPartHasItsShareOfPointAndScales() {
        Start warm = COLD.at(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        Start part = warm.part(new double[] {7, 8, 9}, new int[] {2, 0}, RandomStream.of(2));
        assertArrayEquals(new double[] {9, 7}, part.given().orElseThrow());
        assertArrayEquals(new double[] {6, 4}, part.scales(2, 1));
        assertArrayEquals(new double[] {1, 1},
                COLD.part(new double[] {7, 8, 9}, new int[] {2, 0}, RandomStream.of(2)).scales(2, 1));
    }

    @Test
    void knowsWhatIsInstalledWhereverItGoes() {
        GuideFamilies families = (name, options, target, start) -> null;
        Start knowing = COLD.knowing(families).at(new double[] {1}, new double[] {2}).with(RandomStream.of(3));
        assertSame(families, knowing.families());
        assertSame(families, knowing.part(new double[] {1}, new int[] {0}, RandomStream.of(1)).families());
    }

    @Test
    void knowsNothingByItself() {
        PenumbraException wrong = assertThrows(PenumbraException.class,
                () -> COLD.families().create("AutoNormal", Map.of(), null, COLD));
        assertEquals("PEN-3035", wrong.problems().getFirst().code());
        assertTrue(COLD.given().isEmpty());
    }
}
