package org.penumbra.benchmarks;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** All benchmarks in JMH, one after another: [--json FILE] [JMH ARGS]. */
public final class GradientsCommand {

    private static final int ROUNDS = 3;

    private final Options jmh;
    private final int rounds;
    private final List<String> failures = new ArrayList<>();
    private final List<GradientTimes> results = new ArrayList<>();

    private GradientsCommand(Options jmh) {
        this.jmh = jmh;
        this.rounds = jmh.getForkCount().orElse(ROUNDS);
    }

    /** {@code --only NAME} restricts it to one; {@code -f} of JMH is the number of rounds. */
    public static void main(String[] arguments) throws Exception {
        List<String> forJmh = new ArrayList<>(List.of(arguments));
        List<String> names = taken(forJmh, "--only");
        List<String> json = taken(forJmh, "--json");
        GradientsCommand command = new GradientsCommand(parsed(forJmh));
        for (String name : names.isEmpty() ? Workload.names() : names) {
            command.measure(name);
        }
        command.results.forEach(result -> command.failures.addAll(result.exceeded()));
        command.failures.forEach(failure -> System.out.println("FAILED " + failure));
        if (!json.isEmpty()) {
            Figures.write(Path.of(json.getFirst()),
                    Map.of("benchmarks", command.results, "failures", command.failures));
        }
        System.exit(command.failures.isEmpty() ? 0 : 1);
    }

    /** What JMH itself says goes to the table only, unless it is asked for with {@code -v}. */
    private static Options parsed(List<String> arguments) {
        if (!arguments.contains("-v")) {
            arguments.addAll(List.of("-v", "SILENT"));
        }
        try {
            return new CommandLineOptions(arguments.toArray(String[]::new));
        } catch (CommandLineOptionException wrong) {
            throw CommandLine.usage(wrong.getMessage());
        }
    }

    /** Removes an option with its value. */
    private static List<String> taken(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        if (at < 0) {
            return List.of();
        }
        if (at + 1 == arguments.size()) {
            throw CommandLine.usage(option + " needs a value");
        }
        arguments.remove(at);
        return List.of(arguments.remove(at));
    }

    /** First here, to see whether it can be compiled and agrees with its rivals; then in rounds of one fork each. */
    private void measure(String name) throws IOException, RunnerException, ReflectiveOperationException {
        String type = CompiledGradient.class.getPackageName() + "." + Character.toUpperCase(name.charAt(0))
                + name.substring(1) + "Benchmark";
        CompiledGradient checked = (CompiledGradient) created(type);
        try {
            checked.prepare();
        } catch (RuntimeException failure) {
            failures.add(name + ": " + Workload.reason(failure));
            return;
        }
        Map<String, double[]> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (RunResult one : run(type)) {
                String method = one.getParams().getBenchmark().replaceFirst(".*\\.", "");
                times.computeIfAbsent(method, key -> new double[rounds])[round] =
                        one.getPrimaryResult().getStatistics().getPercentile(50);
            }
        }
        GradientTimes result = GradientTimes.of(name, times, checked.limits());
        result.print();
        results.add(result);
    }

    private static Object created(String type) throws ReflectiveOperationException {
        try {
            return Class.forName(type).getConstructor().newInstance();
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getCause());
        }
    }

    private Iterable<RunResult> run(String type) throws RunnerException {
        return new Runner(new OptionsBuilder().parent(jmh).include(type.replace(".", "\\.") + "\\.").forks(1)
                .shouldFailOnError(true).build()).run();
    }
}
