package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Guides that are made of others find them by name. */
public class InstalledGuidesTest {

    @TempDir
    Path folder;

    /** A guide with an option, which it shows as its noise size. */
    public static final class Sized implements GuideFamily<Sized.Options> {
        /** Options. */
        public record Options(@Option(label = "Size", help = "How large.", value = "3", min = 1) int size) {
        }

        @Override
        public Guide create(Target target, Options options, Start start) {
            return new FakePlugins.StandardNormal(options.size());
        }
    }

    /** Gives no guide. */
    public static final class Nothing implements GuideFamily<Record> {
        @Override
        public Guide create(Target target, Record options, Start start) {
            return null;
        }
    }

    private Guide create(String name, Map<String, ?> options) {
        FakePlugins plugins = FakePlugins.standard().add("guide", "Sized", Sized.class).add("guide", "Nothing",
                Nothing.class);
        return new InstalledGuides(plugins.registry(folder)).create(name, options, new FakeTarget(),
                Start.cold(RandomStream.of(1)));
    }

    @Test
    void optionsHaveTheirDefaultsAndAreRead() {
        assertEquals(3, create("Sized", Map.of()).dimension());
        assertEquals(5, create("Sized", Map.of("size", "5")).dimension());
    }

    @Test
    void whatIsUnknownIsAMistakeOfTheUser() {
        PenumbraException name = assertThrows(PenumbraException.class, () -> create("Sizd", Map.of()));
        assertEquals("PEN-4001", name.problems().getFirst().code());
        assertEquals(ExitCode.USAGE, name.exitCode());
        PenumbraException option = assertThrows(PenumbraException.class, () -> create("Sized", Map.of("sise", "2")));
        assertEquals("PEN-3010", option.problems().getFirst().code());
    }

    @Test
    void aFamilyThatGivesNothingIsAtFault() {
        PenumbraException nothing = assertThrows(PenumbraException.class, () -> create("Nothing", Map.of()));
        assertEquals(ExitCode.PLUGIN_FAILED, nothing.exitCode());
    }
}
