package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penumbra sample} through every layer. */
class SampleCommandTest {

    @TempDir
    Path folder;

    private Terminal sample(int code, String... more) throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"),
                "model M { data y : real  mu ~ Normal(0, 1)  y ~ Normal(mu, 1) }");
        Path data = Files.writeString(folder.resolve("d.json"), "{\"y\": 2}");
        Terminal terminal = new Terminal();
        String[] command = new String[7 + more.length];
        System.arraycopy(new String[] {"sample", model.toString(), "--data", data.toString(), "--out",
            folder.resolve("run").toString(), "-q"}, 0, command, 0, 7);
        System.arraycopy(more, 0, command, 7, more.length);
        assertEquals(code, terminal.run(command), terminal.err());
        return terminal;
    }

    @Test
    void drawsByNutsAndSaysWhatTheyAreWorth() throws IOException {
        Terminal terminal = sample(0, "--chains", "3", "--samples", "500", "--warmup", "200");
        for (String word : List.of("M: NUTS, seed 1\n", "mcse", "ess bulk", "ess tail", "R-hat",
                "\nchains   3 of 500 draws after 200 of warm-up, metric diagonal\n", "\nverdict  trusted: All 3 chains "
                        + "agree")) {
            assertTrue(terminal.out().contains(word), word + " in " + terminal.out());
        }
        List<String> draws = Files.readAllLines(folder.resolve("run/draws.csv"));
        assertEquals(1501, draws.size());
        assertTrue(draws.getFirst().contains("divergent__"), draws.getFirst());
    }

    @Test
    void anotherSamplerIsNamed() throws IOException {
        assertTrue(sample(0, "--algorithm", "Slice", "--warmup", "200").out().startsWith("M: Slice, seed 1\n"));
    }

    /** Fifty draws of each chain are too few, and the exit code says so. */
    @Test
    void tooFewDrawsAreNotTrusted() throws IOException {
        Terminal terminal = sample(2, "--samples", "50", "--warmup", "100");
        assertTrue(terminal.out().contains("verdict  not trusted: "), terminal.out());
    }
}
