package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penumbra.registry.Registry;
import org.penumbra.session.Session;

/** Text and data to first gradient, cold and warm: [--posteriordb DIR] [--rounds N] [--json FILE] [NAME...]. */
public final class LatencyCommand {

    private static final double COLD_LIMIT = 2000;
    private static final double WARM_LIMIT = 300;
    private static final int OTHERS_BEFORE = 20;

    /**
     * @param cold milliseconds of a whole process of the command line; null when it failed
     * @param warm milliseconds in a process that compiled others before; null when it failed
     * @param busy processor time of the compiling thread within them: more patient with a busy machine
     */
    private record Result(String name, Spread cold, Spread warm, Spread busy, String status) {
    }

    private final Path work = Path.of(System.getProperty("penumbra.latency"));
    private final List<LatencyCase> compiled;
    private final int rounds;

    private LatencyCommand(List<LatencyCase> compiled, int rounds) {
        this.compiled = compiled;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--posteriordb", "--rounds", "--json"));
        List<LatencyCase> cases = LatencyCase.all(Path.of(System.getProperty("penumbra.latency")),
                line.option("--posteriordb").map(Path::of));
        LatencyCommand command = new LatencyCommand(cases.stream().filter(LatencyCommand::isCompiled).toList(),
                line.number("--rounds", 5));
        System.out.printf("""
                Milliseconds from text and data to the first gradient, medians of %d rounds.
                cold: a whole process of the command line, at most %.0f
                warm: in a process that compiled others %d times before and this one never, at most %.0f
                busy: processor time of the compiling thread within warm

                %-52s %8s %14s %8s %14s %8s
                """, command.rounds, COLD_LIMIT, OTHERS_BEFORE, WARM_LIMIT, "", "cold", "rounds", "warm", "rounds",
                "busy");
        List<Result> results = new ArrayList<>();
        for (LatencyCase one : cases) {
            if (line.wants(one.name())) {
                results.add(command.measured(one));
            }
        }
        if (results.isEmpty()) {
            throw CommandLine.usage("no model of " + line.names());
        }
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("coldLimit", COLD_LIMIT, "warmLimit", WARM_LIMIT, "models",
                    results));
        }
        System.exit(results.stream().allMatch(one -> one.status().equals("ok")) ? 0 : 1);
    }

    /** Only those can warm others up. */
    private static boolean isCompiled(LatencyCase one) {
        try {
            new Session(Registry.open()).prepare(one.request());
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private Result measured(LatencyCase one) throws IOException {
        double[] cold = new double[rounds];
        double[] warm = new double[rounds];
        double[] busy = new double[rounds];
        try {
            for (int round = 0; round < rounds; round++) {
                cold[round] = cold(one);
                double[] times = warm(one);
                warm[round] = times[0];
                busy[round] = times[1];
            }
        } catch (IllegalStateException failure) {
            System.out.printf("%-52s FAILED: %s%n", one.name(), failure.getMessage());
            return new Result(one.name(), null, null, null, failure.getMessage());
        }
        Spread coldSpread = Spread.of(cold);
        Spread warmSpread = Spread.of(warm);
        Spread busySpread = Spread.of(busy);
        String status = coldSpread.median() <= COLD_LIMIT && warmSpread.median() <= WARM_LIMIT ? "ok" : "TOO SLOW";
        System.out.printf("%-52s %8.0f %14s %8.0f %14s %8.0f  %s%n", one.name(), coldSpread.median(),
                coldSpread.range("%.0f"), warmSpread.median(), warmSpread.range("%.0f"), busySpread.median(), status);
        return new Result(one.name(), coldSpread, warmSpread, busySpread, status);
    }

    private double cold(LatencyCase one) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("penumbra.command")));
        Path results = Files.createTempDirectory(work, "run");
        command.addAll(one.fit(results));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PENUMBRA_PLUGINS", System.getProperty("penumbra.plugin"));
        long start = System.nanoTime();
        Output output = Output.of(builder);
        double milliseconds = (System.nanoTime() - start) * 1e-6;
        delete(results);
        if (output.exitCode() != 0 || output.text().lines().noneMatch(line -> line.startsWith("first gradient"))) {
            throw new IllegalStateException(output.text().isEmpty() ? "exit code " + output.exitCode()
                    : output.text().lines().findFirst().orElseThrow());
        }
        return milliseconds;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private double[] warm(LatencyCase one) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow", "--add-modules=jdk.incubator.vector", "-cp",
                System.getProperty("java.class.path"), LatencyProbe.class.getName(), String.valueOf(OTHERS_BEFORE),
                one.argument()));
        compiled.stream().filter(other -> !other.equals(one)).map(LatencyCase::argument).forEach(command::add);
        String answer = Output.of(new ProcessBuilder(command)).text().lines()
                .filter(text -> !text.startsWith("WARNING")).reduce((first, last) -> last).orElse("no answer");
        if (!answer.matches("[0-9.]+ [0-9.]+")) {
            throw new IllegalStateException(answer.startsWith("! ") ? answer.substring(2) : answer);
        }
        return Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
