package org.penumbra.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

    @Test
    void aVectorBecomesItsElements() {
        Parameter probs = new Parameter("probs", Support.UNIT, "Probabilities.", null, true);
        Parameter scale = new Parameter("scale", Support.POSITIVE, "Scale.", 1.0);
        Signature signature = new Signature(List.of(probs, scale), Support.parse("integers(1, probs)"), true, "", "",
                () -> null);
        Signature expanded = signature.expanded(3);
        assertEquals(0, signature.vectorIndex());
        assertEquals(-1, expanded.vectorIndex());
        assertEquals(List.of("probs[1]", "probs[2]", "probs[3]", "scale"),
                expanded.parameters().stream().map(Parameter::name).toList());
        assertEquals(Support.UNIT, expanded.parameters().get(2).support());
        assertEquals(Support.parse("integers(1, 3)"), expanded.support());
        assertEquals(expanded, expanded.expanded(5));
    }

    @Test
    void onlyOneParameterMayBeAVector() {
        Parameter probs = new Parameter("probs", Support.UNIT, "Probabilities.", null, true);
        assertThrows(IllegalArgumentException.class, () -> signature(List.of(probs, probs), "", ""));
    }

    private static Signature signature(List<Parameter> parameters, String location, String scale) {
        return new Signature(parameters, Support.REAL, false, location, scale, () -> {
            throw new AssertionError("loaded");
        });
    }
}
