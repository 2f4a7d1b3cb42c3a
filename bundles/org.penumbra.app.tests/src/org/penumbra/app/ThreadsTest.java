package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;

/** {@code penumbra fit --threads N} on a model that is large enough for several threads. */
class ThreadsTest {

    private static final int ROWS = 40_000;
    private static final String MODEL = """
            model Large {
              data n : int(min = 1)
              data x : real[n]
              data y : real[n]
              a ~ Normal(0, 1)
              b ~ Normal(0, 1)
              plate i in 1..n { y[i] ~ Gamma(exp(a + b * x[i]), 2) }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void anyNumberOfThreadsGivesTheSameBits() throws IOException {
        Files.writeString(folder.resolve("large.penumbra"), MODEL);
        Random random = new Random(1);
        Files.writeString(folder.resolve("large.csv"), IntStream.range(0, ROWS).mapToObj(row -> String.format(
                Locale.ROOT, "%.6f,%.6f", random.nextGaussian(), 0.1 + random.nextDouble()))
                .collect(Collectors.joining("\n", "x,y\n", "\n")));
        String alone = draws("1");
        for (String threads : new String[] {"2", "5"}) {
            assertEquals(alone, draws(threads), threads + " threads");
        }
    }

    private String draws(String threads) throws IOException {
        Path out = folder.resolve(threads);
        run(0, "--threads", threads, "--out", out.toString());
        return Files.readString(out.resolve("draws.csv"));
    }

    @Test
    void aRunTakesAtLeastOne() throws IOException {
        Files.writeString(folder.resolve("large.penumbra"), MODEL);
        assertTrue(run(ExitCode.USAGE.code(), "--threads", "0").contains("PEN-5015"));
    }

    /** @param code expected; 0 stands for a fit that may be one not to be trusted after these few steps */
    private String run(int code, String... more) {
        Terminal terminal = new Terminal();
        int actual = terminal.run(Stream.concat(Stream.of("fit", folder.resolve("large.penumbra").toString(), "--data",
                folder.resolve("large.csv").toString(), "--algorithm", "SVI", "--set", "algorithm.steps=30", "--set",
                "algorithm.draws=40"), Stream.of(more)).toArray(String[]::new));
        assertEquals(code, actual == ExitCode.NOT_TRUSTED.code() ? 0 : actual, terminal.err());
        return terminal.err();
    }
}
