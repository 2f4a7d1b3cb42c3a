package org.penumbra.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penumbra.network.LayerEntry.Kind;
import org.penumbra.network.LayerEntry.Parameter;

class LayerArgumentsTest {

    private static final double NONE = Double.POSITIVE_INFINITY;

    private static final LayerEntry ENTRY = new LayerEntry("Thing", "", "test", List.of(
            new Parameter("size", Kind.INTEGER, "", Optional.empty(), 1, 10, List.of()),
            new Parameter("rate", Kind.NUMBER, "", Optional.of("0.5"), -NONE, NONE, List.of()),
            new Parameter("on", Kind.FLAG, "", Optional.of("true"), -NONE, NONE, List.of()),
            new Parameter("how", Kind.WORD, "", Optional.of("fast"), -NONE, NONE, List.of("fast", "slow")),
            new Parameter("bits", Kind.INTEGER, "", Optional.of("64"), -NONE, NONE, List.of("32", "64"))), () -> null);

    @Test
    void defaultsAreFilledIn() {
        LayerArguments arguments = LayerArguments.of(ENTRY, Map.of("size", 3.0, "how", "slow"));
        assertEquals(3, arguments.integer("size"));
        assertEquals(0.5, arguments.number("rate"));
        assertTrue(arguments.flag("on"));
        assertEquals("slow", arguments.word("how"));
        assertEquals(64, arguments.integer("bits"));
    }

    @Test
    void whatIsWrongIsTold() {
        assertEquals("Expected Thing(size, rate = 0.5, on = true, how = fast, bits = 64), found no 'size'.",
                misuse(Map.of()).getMessage());
        assertEquals("Expected a whole number of at least 1 and at most 10 as 'size' of Thing, found 2.5.",
                misuse(Map.of("size", 2.5)).getMessage());
        assertEquals("Expected a whole number of at least 1 and at most 10 as 'size' of Thing, found 11.",
                misuse(Map.of("size", 11.0)).getMessage());
        assertEquals("Expected one of fast, slow as 'how' of Thing, found 'quick'.",
                misuse(Map.of("size", 1.0, "how", "quick")).getMessage());
        assertEquals("Expected one of 32, 64 as 'bits' of Thing, found 16.",
                misuse(Map.of("size", 1.0, "bits", 16.0)).getMessage());
        assertEquals("Expected true or false as 'on' of Thing, found 1.",
                misuse(Map.of("size", 1.0, "on", 1.0)).getMessage());
        LayerMisuse unknown = misuse(Map.of("size", 1.0, "rat", 1.0));
        assertEquals("Did you mean rate?", unknown.advice());
    }

    private static LayerMisuse misuse(Map<String, Object> given) {
        return assertThrows(LayerMisuse.class, () -> LayerArguments.of(ENTRY, given));
    }

    @Test
    void aNumberOrAWord() {
        Parameter padding = new Parameter("padding", Kind.EITHER, "", Optional.of("valid"), 0, NONE,
                List.of("valid", "same"));
        LayerEntry entry = new LayerEntry("Thing", "", "test", List.of(padding), () -> null);
        assertTrue(LayerArguments.of(entry, Map.of()).isWord("padding"));
        assertEquals("same", LayerArguments.of(entry, Map.of("padding", "same")).word("padding"));
        LayerArguments two = LayerArguments.of(entry, Map.of("padding", 2.0));
        assertFalse(two.isWord("padding"));
        assertEquals(2, two.integer("padding"));
        for (Object wrong : List.of("much", 0.5, -1.0, true)) {
            LayerMisuse misuse = assertThrows(LayerMisuse.class,
                    () -> LayerArguments.of(entry, Map.of("padding", wrong)));
            assertTrue(misuse.getMessage().startsWith(
                    "Expected a whole number of at least 0, or one of valid, same as 'padding' of Thing, found "));
        }
    }

    @Test
    void aParameterThatIsNotRegisteredIsAMistakeOfTheLayer() {
        LayerArguments arguments = LayerArguments.of(ENTRY, Map.of("size", 3.0));
        assertThrows(IllegalArgumentException.class, () -> arguments.number("units"));
        assertThrows(IllegalArgumentException.class, () -> arguments.word("size"));
    }
}
