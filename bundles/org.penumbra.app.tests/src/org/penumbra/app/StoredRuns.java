package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two runs of one small regression, of a guide and of chains, made once for all tests of pictures and reports. */
final class StoredRuns {

    private static final String MODEL = """
            model Line {
              data n : int  data x : real[n]  data y : real[n]
              a ~ Normal(0, 10)
              b ~ Normal(0, 10)
              s ~ Exponential(1)
              plate i in 1..n { y[i] ~ Normal(a + b * x[i], s) }
            }
            infer guide of Line { data "xy.csv"  algorithm SVI(steps = 2000)  guide AutoNormal  seed 3 }
            infer chains of Line { data "xy.csv"  algorithm NUTS(samples = 250, warmup = 250)  seed 4 }
            """;

    private static StoredRuns made;

    final Path folder;
    final Path guide;
    final Path chains;

    private StoredRuns(Path folder) throws IOException {
        this.folder = folder;
        Path model = Files.writeString(folder.resolve("line.penumbra"), MODEL);
        StringBuilder data = new StringBuilder("x,y\n");
        for (int i = 0; i < 40; i++) {
            data.append(String.format(Locale.ROOT, "%.2f,%.3f%n", 0.1 * i, 5 + 0.3 * i + 0.8 * Math.sin(7.0 * i)));
        }
        Files.writeString(folder.resolve("xy.csv"), data.toString().replace("\r", ""));
        this.guide = fitted(model, "guide");
        this.chains = fitted(model, "chains");
    }

    private Path fitted(Path model, String run) {
        Path out = folder.resolve(run);
        Terminal terminal = new Terminal();
        int code = terminal.run("fit", model.toString(), run, "--out", out.toString(), "-q");
        assertTrue(code == 0 || code == 2, terminal.err());
        return out;
    }

    static synchronized StoredRuns get() {
        if (made == null) {
            try {
                Path folder = Files.createTempDirectory("runs");
                made = new StoredRuns(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return made;
    }

    private static void delete(Path folder) {
        List<Path> all = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            files.forEach(all::add);
            for (Path file : all.reversed()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
