package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CanonicalExamplesTest {

    @Test
    void noneHasASyntaxError() {
        ModelFile file = Scripts.readTestData("canonical/all.penumbra");
        assertEquals(0, file.problems().stream().filter(p -> p.code().equals("PEN-1001")).count(),
                () -> file.problems().toString());
        assertEquals(15, file.script().getDeclarations().size());
    }
}
