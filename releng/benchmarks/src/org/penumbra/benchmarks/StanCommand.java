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

/** Gradients per second beside Stan's, one thread each: --posteriordb DIR [--rounds N] [--json FILE] [MODEL...]. */
public final class StanCommand {

    /** Processor time of one timed run, in seconds. */
    private static final double RUN = 0.3;
    private static final int TRANSITIONS = 2;
    private static final double WARM_UP = 2;

    /**
     * @param rate our gradients per second
     * @param stan Stan's
     * @param ratio the median of the ratios of the rounds
     */
    private record Result(String model, int parameters, double rate, double stan, double ratio) {
    }

    private final StanProcess stan;
    private final int rounds;

    private StanCommand(StanProcess stan, int rounds) {
        this.stan = stan;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--posteriordb", "--json", "--rounds"));
        Path home = Path.of(System.getProperty("penumbra.benchmarks"), "stan");
        Path compiled = Path.of(System.getProperty("penumbra.stan"));
        List<StanCase> cases = new ArrayList<>(
                StanCase.of(Posterior.in(line.requiredPath("--posteriordb")), home, line));
        if (line.wants("rugged")) {
            cases.add(StanCase.rugged(Path.of(System.getProperty("penumbra.models")), compiled));
        }
        List<Result> results = new ArrayList<>();
        System.out.printf("%-46s %10s %13s %13s %8s%n", "model", "parameters", "Penumbra 1/s", "Stan 1/s", "ratio");
        try (StanProcess process = new StanProcess(home.resolve("serve.R"), compiled)) {
            StanCommand command = new StanCommand(process, Integer.parseInt(line.option("--rounds").orElse("5")));
            for (StanCase one : cases) {
                results.addAll(command.compare(one, home));
            }
        }
        summarise(results);
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("models", results));
        }
    }

    /** With Stan's general likelihood, and with the one for linear regressions where there is a text that uses it. */
    private List<Result> compare(StanCase one, Path home) {
        List<Result> results = new ArrayList<>(List.of(measure(one, one.model())));
        String byHand = one.model() + "-glm";
        if (Files.exists(home.resolve(byHand + ".stan"))) {
            results.add(measure(one, byHand));
        }
        return results;
    }

    private Result measure(StanCase one, String model) {
        if (stan.load(model, one.data()) != one.start().length) {
            throw new IllegalStateException(model + ": Stan has another number of parameters");
        }
        one.requireSame(stan);
        Leapfrog ours = new Leapfrog(one.target(), one.start());
        long steps = calibrated(ours);
        long stanSteps = calibrated(one.start());
        double[] rates = new double[rounds];
        double[] theirs = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            rates[round] = steps / ours.seconds(steps);
            theirs[round] = TRANSITIONS * stanSteps / stan.seconds(one.start(), TRANSITIONS, stanSteps);
            ratios[round] = rates[round] / theirs[round];
        }
        Result result = new Result(model, one.start().length, median(rates), median(theirs), median(ratios));
        System.out.printf("%-46s %10d %,13.0f %,13.0f %8.1f%n", model, result.parameters(), result.rate(),
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
