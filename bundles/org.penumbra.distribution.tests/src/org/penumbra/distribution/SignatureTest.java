package org.penumbra.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.distribution.Signature.Parameter;

class SignatureTest {
    private static final List<Parameter> LOC_SCALE = List.of(new Parameter("loc", Support.REAL, "Mean.", null),
            new Parameter("scale", Support.POSITIVE, "Standard deviation.", 1.0));

    @Test
    void findsParametersByName() {
        Signature signature = signature(LOC_SCALE, "loc", "scale");
        assertEquals(0, signature.indexOf("loc"));
        assertEquals(1, signature.indexOf("scale"));
        assertEquals(-1, signature.indexOf("Scale"));
    }

    @Test
    void locationAndScaleTogetherMakeAFamily() {
        assertTrue(signature(LOC_SCALE, "loc", "scale").isLocationScale());
        assertFalse(signature(LOC_SCALE, "loc", "").isLocationScale());
        assertFalse(signature(LOC_SCALE, "", "scale").isLocationScale());
    }

    @Test
    void keepsItsOwnParameters() {
        List<Parameter> given = new ArrayList<>(LOC_SCALE);
        Signature signature = signature(given, "", "");
        given.clear();
        assertEquals(LOC_SCALE, signature.parameters());
    }

    @Test
    void anEntryKeepsItsOwnSignatures() {
        List<Signature> given = new ArrayList<>(List.of(signature(LOC_SCALE, "", "")));
        DistributionEntry entry = new DistributionEntry("Normal", "The normal.", "some.bundle", given);
        given.clear();
        assertEquals(1, entry.signatures().size());
    }

    private static Signature signature(List<Parameter> parameters, String location, String scale) {
        return new Signature(parameters, Support.REAL, false, location, scale, () -> {
            throw new AssertionError("loaded");
        });
    }
}
