package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Gradients per second beside Stan's, one thread each: --posteriordb DIR [--rounds N] [--json FILE] [MODEL...]. */
public final class StanCommand {

    private static final Path HOME = Path.of(System.getProperty("penumbra.benchmarks"), "stan");

    /** Processor time of one timed run, in seconds. */
    private static final double RUN = 0.3;
    private static final int TRANSITIONS = 2;
    private static final double WARM_UP = 2;

    /**
     * @param penumbra our gradients per second, the median of the rounds
     * @param stan Stan's
     * @param ratio the median of the ratios of the rounds
     */
    private record Result(String model, int parameters, double penumbra, double stan, double ratio) {
    }

    private final StanProcess stan;
    private final int rounds;

    private StanCommand(StanProcess stan, int rounds) {
        this.stan = stan;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--posteriordb", "--json", "--rounds"));
        Path compiled = Path.of(System.getProperty("penumbra.stan"));
        Files.createDirectories(compiled);
        List<StanCase> cases = cases(line, compiled);
        StanProcess.compile(HOME, cases.stream().flatMap(one -> texts(one).stream()).toList(), compiled);
        boolean complete;
        List<Result> results = new ArrayList<>();
        try (StanProcess process = new StanProcess(HOME.resolve("serve.R"), compiled)) {
            complete = new StanCommand(process, line.number("--rounds", 5)).measure(cases, results);
        }
        summarise(results);
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("models", results));
        }
        System.exit(complete ? 0 : 1);
    }

    private static List<StanCase> cases(CommandLine line, Path compiled) throws IOException {
        List<StanCase> cases = new ArrayList<>(
                StanCase.of(Posterior.in(line.requiredPath("--posteriordb")), HOME, line));
        if (line.wants("rugged")) {
            cases.add(StanCase.rugged(Path.of(System.getProperty("penumbra.models")), compiled));
        }
        if (cases.isEmpty()) {
            throw CommandLine.usage("no model of " + line.names() + " is there in both languages");
        }
        return cases;
    }

    /** Stan's general likelihood, then the one for linear regressions where there is a text that uses it. */
    private static List<String> texts(StanCase one) {
        return Stream.of(one.model(), one.model() + "-glm").filter(name -> Files.exists(HOME.resolve(name + ".stan")))
                .toList();
    }

    /**
     * Prints a line for each model. One that fails, say because the two texts differ in meaning, does not keep others
     * from being measured.
     *
     * @return whether none failed
     */
    private boolean measure(List<StanCase> cases, List<Result> results) {
        System.out.printf("""
                Gradients per second of processor time in one thread, each with its leapfrog step; medians of %d rounds
                in which the two take turns. -glm: Stan's likelihood that is coded by hand for linear regressions.

                """, rounds);
        System.out.printf("%-46s %10s %13s %13s %8s%n", "model", "parameters", "Penumbra 1/s", "Stan 1/s", "ratio");
        boolean complete = true;
        for (StanCase one : cases) {
            for (String text : texts(one)) {
                try {
                    results.add(measure(one, text));
                } catch (IllegalStateException failure) {
                    System.out.printf("%-46s FAILED: %s%n", text, failure.getMessage());
                    complete = false;
                }
            }
        }
        return complete;
    }

    private Result measure(StanCase one, String text) {
        if (stan.load(text, one.data()) != one.start().length) {
            throw new IllegalStateException(text + ": Stan has another number of parameters");
        }
        one.requireSame(stan);
        Leapfrog ours = new Leapfrog(one.target(), one.start());
        long steps = calibrated(ours);
        long stanSteps = calibrated(one.start());
        double[][] rates = new double[3][rounds];
        for (int round = 0; round < rounds; round++) {
            rates[0][round] = steps / ours.seconds(steps);
            rates[1][round] = TRANSITIONS * stanSteps / stan.seconds(one.start(), TRANSITIONS, stanSteps);
            rates[2][round] = rates[0][round] / rates[1][round];
        }
        Result result = new Result(text, one.start().length, median(rates[0]), median(rates[1]), median(rates[2]));
        System.out.printf("%-46s %10d %,13.0f %,13.0f %8.1f%n", text, result.parameters(), result.penumbra(),
                result.stan(), result.ratio());
        return result;
    }

    /** Runs until the code is warm. */
    private static long calibrated(Leapfrog ours) {
        long steps = 1000;
        double seconds = 0;
        double spent = 0;
        while (spent < WARM_UP || seconds < RUN / 2) {
            seconds = ours.seconds(steps);
            spent += seconds;
            steps = seconds < RUN / 2 ? steps * 2 : steps;
        }
        return Math.round(steps * RUN / seconds);
    }

    private long calibrated(double[] start) {
        long steps = 500;
        double seconds = 0;
        while (seconds < RUN / 4) {
            steps *= 2;
            seconds = stan.seconds(start, TRANSITIONS, steps);
        }
        return Math.round(steps * RUN / seconds);
    }

    private static void summarise(List<Result> results) {
        double[] ratios = results.stream().mapToDouble(Result::ratio).toArray();
        if (ratios.length > 0) {
            System.out.printf("%nratio: median %.1f, smallest %.1f%n", median(ratios),
                    Arrays.stream(ratios).min().getAsDouble());
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
