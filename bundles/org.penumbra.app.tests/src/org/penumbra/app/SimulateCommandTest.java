package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;

/** {@code penumbra simulate} through every layer. */
class SimulateCommandTest {

    @TempDir
    Path folder;

    @Test
    void writesDataThatFitReadsAndTheSitesBeside() throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"), """
                model M { data n : int  data k : int(min = 0)[n]  rate ~ Exponential(1)  k ~ Poisson(3 + rate) }
                """);
        Path sizes = Files.writeString(folder.resolve("sizes.json"), "{\"n\": 5}");
        Path out = folder.resolve("drawn.json");
        Terminal terminal = new Terminal();
        assertEquals(0, terminal.run("simulate", model.toString(), "--data", sizes.toString(), "--seed", "8", "--out",
                out.toString()), terminal.err());
        assertEquals("M, seed 8: drew k into " + out + ", from the sites in " + folder.resolve("drawn.truth.json")
                + "\n", terminal.out());
        assertTrue(Files.readString(out).matches("(?s)\\{\\s+\"n\" : 5,\\s+\"k\" : \\[\\s+(\\d+,?\\s+){5}]\\s+}\\s+"),
                Files.readString(out));
        assertTrue(Files.readString(folder.resolve("drawn.truth.json")).startsWith("{\n  \"rate\" : "));
        assertEquals(0, new Terminal().run("check", model.toString(), "--data", out.toString(), "--dump", "ir"));
    }

    @Test
    void anotherEndingIsRefused() throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"),
                "model M { data y : real  m ~ Normal(0, 1)  y ~ Normal(m, 1) }\n");
        Terminal terminal = new Terminal();
        assertEquals(ExitCode.USAGE.code(), terminal.run("simulate", model.toString(), "--data",
                Files.writeString(folder.resolve("none.json"), "{}").toString(), "--out",
                folder.resolve("x.txt").toString()));
        assertTrue(terminal.err().contains("[PEN-5040]"), terminal.err());
    }
}
