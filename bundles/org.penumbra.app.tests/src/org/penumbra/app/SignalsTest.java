package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;

/**
 * Commands in processes of their own that get ^C or are killed. They take the class path of this one, outside of OSGi
 * only, and keep a state whenever one is offered, so that there is something to wait for.
 */
@Tag("slow")
class SignalsTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;
    private Path model;
    private final List<Process> started = new ArrayList<>();

    /** Nothing holds, so that it takes a while. */
    @BeforeEach
    void write() throws IOException {
        assumeTrue(System.getProperty("java.class.path").contains("junit"), "needs a plain class path");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")) && Files.isExecutable(Path.of("/bin/kill")),
                "needs signals");
        model = Files.writeString(folder.resolve("funnel.penumbra"), """
                model Funnel { v ~ Normal(0, 3)  w ~ Normal(0, 3)  x ~ Normal(v * w, exp(v)) }
                infer some of Funnel { algorithm Auto(highest = 55) seed 3 }
                """);
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aFitThatGetsAnInterruptGoesOn() throws IOException, InterruptedException {
        String whole = whole();
        Path out = folder.resolve("part");
        Process process = start("fit", model.toString(), "--out", out.toString());
        waitFor(process, () -> checkpoint().isPresent());
        interrupt(process);
        assertEquals(ExitCode.CANCELLED.code(), ended(process), said());
        assertEquals(Optional.empty(), checkpoint(), "the folder has the state");
        Terminal terminal = new Terminal();
        assertEquals(ExitCode.NOT_TRUSTED.code(), terminal.run("fit", model.toString(), "--resume", out.toString(),
                "--out", folder.resolve("rest").toString()), terminal.err());
        assertEquals(whole, Files.readString(folder.resolve("rest").resolve("draws.csv")));
    }

    @Test
    void aFitThatIsKilledGoesOn() throws IOException, InterruptedException {
        String whole = whole();
        Process process = start("fit", model.toString(), "--out", folder.resolve("part").toString());
        waitFor(process, () -> checkpoint().isPresent());
        process.destroyForcibly();
        ended(process);
        Path kept = checkpoint().orElseThrow();
        Terminal terminal = new Terminal();
        assertEquals(ExitCode.NOT_TRUSTED.code(), terminal.run("fit", model.toString(), "--resume", kept.toString(),
                "--out", folder.resolve("rest").toString()), terminal.err());
        assertEquals(whole, Files.readString(folder.resolve("rest").resolve("draws.csv")));
    }

    @Test
    void aCalibrationThatGetsAnInterruptShowsWhatItHas() throws IOException, InterruptedException {
        Files.writeString(model, """
                model Small { mu ~ Normal(0, 1)  data y : real  y ~ Normal(mu, 1) }
                infer small of Small { algorithm SVI(steps = 300) }
                """);
        Process process = start("calibrate", model.toString(), "--runs", "1000000");
        waitFor(process, () -> said().contains("replication"));
        interrupt(process);
        assertEquals(ExitCode.CANCELLED.code(), ended(process), said());
        assertTrue(said().contains("mu"), said());
    }

    private String whole() throws IOException {
        Path out = folder.resolve("whole");
        Terminal terminal = new Terminal();
        assertEquals(ExitCode.NOT_TRUSTED.code(), terminal.run("fit", model.toString(), "--out", out.toString()),
                terminal.err());
        return Files.readString(out.resolve("draws.csv"));
    }

    /** A shell may have it ignore the signal, which {@code env} takes back. */
    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xss8m",
                "-Dpenumbra.checkpoint.seconds=0", "-cp", System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile()).start();
        started.add(process);
        return process;
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("/bin/kill", "-INT", String.valueOf(process.pid())).start().waitFor());
    }

    private int ended(Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), said());
        return process.exitValue();
    }

    private void waitFor(Process process, Condition condition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!condition.holds()) {
            assertTrue(process.isAlive() && System.nanoTime() - start < PATIENCE_SECONDS * 1_000_000_000L, said());
            Thread.sleep(5);
        }
    }

    private Optional<Path> checkpoint() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".checkpoint.json")).findFirst();
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said.txt"));
    }

    /** What is waited for. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }
}
