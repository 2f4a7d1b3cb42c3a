package org.penumbra.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.network.LayerEntry;
import org.penumbra.network.LayerEntry.Kind;

class LayerRegistrationTest {

    @TempDir
    Path folder;

    private static String layer(String parameters) {
        return "<extension point='org.penumbra.network.layers'><layer name='L' class='a.b.L' documentation='A layer.'>"
                + parameters + "</layer></extension>";
    }

    private static String parameter(String attributes) {
        return "<parameter name='p' documentation='What it means.' " + attributes + "/>";
    }

    @Test
    void readsEveryAttributeAndLoadsNothing() throws IOException {
        try (WrittenPlugins plugins = new WrittenPlugins(folder)) {
            Registry registry = plugins.with("a.b", layer(parameter("kind='integer' min='1' max='9' default='3'")
                    + "<parameter name='how' kind='word' choices='fast slow' documentation='How.'/>")).registry();
            assertEquals(List.of(), registry.problems());
            assertEquals(List.of("L"), List.copyOf(registry.layers().names()));
            LayerEntry entry = registry.layers().find("L").orElseThrow();
            assertEquals("L(p = 3, how)", entry.signature());
            assertEquals(Kind.INTEGER, entry.parameter("p").orElseThrow().kind());
            assertEquals("a whole number of at least 1 and at most 9", entry.parameter("p").orElseThrow().expected());
            assertEquals(List.of("fast", "slow"), entry.parameter("how").orElseThrow().choices());
            assertEquals("PEN-4004", assertThrows(PenumbraException.class, () -> entry.layer().get()).problems()
                    .getFirst().code());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "kind='size'; PEN-4009; the kind of the parameter 'p' is 'size'",
        "kind='integer' default='2.5'; PEN-4009; Expected a whole number as 'p' of L, found 2.5.",
        "kind='integer' default='many'; PEN-4009; Expected a number as default of 'p', found 'many'.",
        "kind='word' choices='a b' default='c'; PEN-4009; Expected one of a, b as 'p' of L, found 'c'.",
        "kind='either' min='0' choices='a b' default='-1'; PEN-4009; or one of a, b as 'p'",
        "kind='number' min='low'; PEN-4009; min is 'low', which is not a number",
        "default='1'; PEN-4003; needs the attribute 'kind'"})
    void wrongRegistrationsAreReported(String attributes, String code, String message) throws IOException {
        try (WrittenPlugins plugins = new WrittenPlugins(folder)) {
            Registry registry = plugins.with("a.b", layer(parameter(attributes))).registry();
            Problem problem = registry.problems().getFirst();
            assertEquals(code, problem.code());
            assertEquals(true, problem.message().contains(message), problem.message());
            assertEquals(List.of(), List.copyOf(registry.layers().names()));
        }
    }
}
