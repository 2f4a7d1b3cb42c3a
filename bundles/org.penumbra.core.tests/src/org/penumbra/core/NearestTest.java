package org.penumbra.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void offersTheSlipFirst() {
        assertEquals(List.of("Normal"), Nearest.to("Nromal", List.of("Gamma", "Normal", "Beta")));
    }

    @Test
    void isBlindToCase() {
        assertEquals("Normal", Nearest.to("normal", List.of("HalfNormal", "Normal")).getFirst());
    }

    @Test
    void offersNothingWhenNothingIsNear() {
        assertEquals(List.of(), Nearest.to("Xyzzy", List.of("Gamma", "Normal")));
    }
}
