package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.penumbra.core.PenumbraException;
import org.penumbra.session.RunReader;
import org.penumbra.session.StoredRun;

/** Kills fit, convert and report with kill -9 at random moments: [--kills N] [--seed N]. */
public final class KillCommand {

    private static final long LIMIT_SECONDS = 120;

    private final Path work;
    private final Random random;
    private final List<String> failures = new ArrayList<>();
    private int complete;
    private int absent;
    private int resumed;

    private KillCommand(Path work, long seed) {
        this.work = work;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        CommandLine line = new CommandLine(arguments, Set.of("--kills", "--seed"));
        KillCommand command = new KillCommand(Files.createTempDirectory("penumbra-kill"), line.number("--seed", 1));
        command.run(line.number("--kills", 200));
        System.exit(command.failures.isEmpty() ? 0 : 1);
    }

    private void run(int kills) throws IOException, InterruptedException {
        Path source = work.resolve("source");
        List<List<String>> commands = new ArrayList<>();
        commands.add(List.of("fit", "rugged", "--algorithm", "SVI", "--seed", "3", "--quiet", "--out"));
        finish(with(commands.getFirst(), source));
        // Long enough for checkpoints.
        commands.add(List.of("fit", "rugged", "--algorithm", "SVI", "--set", "algorithm.steps=1000000", "--seed", "4",
                "--quiet", "--out"));
        commands.add(List.of("convert", source.toString(), "--to", "cmdstan", "--out"));
        commands.add(List.of("convert", source.toString(), "--to", "parquet", "--out"));
        List<String> report = List.of("report", source.toString(), "--out");
        if (has("report")) {
            commands.add(report);
        } else {
            System.out.println("there is no command 'report' in this build");
        }
        for (int which = 0; which < commands.size(); which++) {
            int share = kills / commands.size() + (which < kills % commands.size() ? 1 : 0);
            series(commands.get(which), share);
        }
        RunReader reader = new RunReader(source);
        check("the run that was converted", reader::verify);
        delete(work);
    }

    /** Times one command, then kills it so often, at any moment from its start to a little after its end. */
    private void series(List<String> command, int kills) throws IOException, InterruptedException {
        long start = System.nanoTime();
        finish(with(command, work.resolve("timed-" + command.hashCode())));
        long whole = System.nanoTime() - start;
        complete = 0;
        absent = 0;
        resumed = 0;
        for (int kill = 0; kill < kills; kill++) {
            Path out = work.resolve("kill-" + Math.abs(command.hashCode()) + "-" + kill);
            Process process = start(with(command, out));
            process.waitFor((long) (whole * 1.1 * random.nextDouble()), TimeUnit.NANOSECONDS);
            process.destroyForcibly().waitFor();
            judge(command, out);
        }
        System.out.printf("%-60s %4d kills, %4d complete, %4d nothing there, %3d resumed%n",
                String.join(" ", command.subList(0, Math.min(6, command.size() - 1))).replace(work + "/", ""), kills,
                complete, absent, resumed);
    }

    private void judge(List<String> command, Path out) throws IOException, InterruptedException {
        if (Files.exists(out)) {
            complete++;
            if (command.getFirst().equals("fit")) {
                check(out + " after a kill", () -> StoredRun.read(out));
            } else if (Files.isDirectory(out)) {
                check(out + " after a kill", () -> new RunReader(out).verify());
            } else {
                check(out + " after a kill", () -> wholePage(out));
            }
            delete(out);
        } else {
            absent++;
            Optional<Path> checkpoint = checkpointOf(out);
            if (checkpoint.isPresent() && command.getFirst().equals("fit")) {
                resume(command, checkpoint.get(), out);
            }
        }
    }

    private static void wholePage(Path page) {
        try {
            if (!Files.readString(page).stripTrailing().endsWith("</html>")) {
                throw new IllegalStateException("the page ends in the middle");
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private void resume(List<String> command, Path checkpoint, Path out) throws IOException, InterruptedException {
        List<String> again = new ArrayList<>(command.subList(0, command.size() - 1));
        again.addAll(List.of("--resume", checkpoint.toString(), "--out"));
        finish(with(again, out));
        check("the run that went on from " + checkpoint, () -> StoredRun.read(out));
        resumed++;
        delete(out);
        Files.delete(checkpoint);
    }

    private Optional<Path> checkpointOf(Path out) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.getFileName().toString().startsWith(out.getFileName() + ".")
                    && file.toString().endsWith(".checkpoint.json")).findFirst();
        }
    }

    private void check(String what, Runnable look) {
        try {
            look.run();
        } catch (PenumbraException | IllegalStateException half) {
            fail(what + ": " + half.getMessage());
        }
    }

    private void fail(String message) {
        failures.add(message);
        System.out.println("FAILED " + message);
    }

    private static List<String> with(List<String> command, Path out) {
        List<String> all = new ArrayList<>(command);
        all.add(out.toString());
        return all;
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("penumbra.command")));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectErrorStream(true);
        builder.environment().put("PENUMBRA_JAVA_OPTS", "-Dpenumbra.checkpoint.seconds=1");
        return builder.start();
    }

    private boolean has(String command) throws IOException, InterruptedException {
        Process process = start(List.of(command, "--help"));
        return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private void finish(List<String> arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(String.join(" ", arguments) + " took more than " + LIMIT_SECONDS + " s");
        } else if (process.exitValue() != 0 && process.exitValue() != 2) {
            fail(String.join(" ", arguments) + " ended with " + process.exitValue());
        }
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
