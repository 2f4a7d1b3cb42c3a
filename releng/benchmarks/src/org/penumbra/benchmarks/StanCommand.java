package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String GLM = "-glm";

    /**
     * @param text of Stan; with -glm at its end when its likelihood is coded by hand
     * @param penumbra our gradients per second
     * @param stan Stan's
     * @param ratio of the two, round by round
     */
    private record Result(String text, int parameters, Spread penumbra, Spread stan, Spread ratio) {

        boolean isCodedByHand() {
            return text.endsWith(GLM);
        }
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
        List<String> failures = new ArrayList<>();
        List<StanCase> cases = cases(line, compiled, failures);
        StanProcess.compile(HOME, cases.stream().flatMap(one -> texts(one).stream()).toList(), compiled);
        List<Result> results = new ArrayList<>();
        try (StanProcess process = new StanProcess(HOME.resolve("serve.R"), compiled)) {
            new StanCommand(process, line.number("--rounds", 7)).measure(cases, results, failures);
        }
        summarise("Stan's general likelihoods", results.stream().filter(one -> !one.isCodedByHand()).toList());
        summarise("Stan's likelihoods coded by hand", results.stream().filter(Result::isCodedByHand).toList());
        failures.forEach(failure -> System.out.println("FAILED " + failure));
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("models", results, "failures", failures));
        }
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    /** A model that cannot be compiled is a failure and does not keep others from being measured. */
    private static List<StanCase> cases(CommandLine line, Path work, List<String> failures) throws IOException {
        Map<String, StanCase.Source> sources = StanCase.sources(Posterior.in(line.requiredPath("--posteriordb")), work);
        sources.keySet().removeIf(model -> !line.wants(model) && !line.wants(model + GLM));
        if (sources.isEmpty()) {
            throw CommandLine.usage("no model of " + line.names());
        }
        List<StanCase> cases = new ArrayList<>();
        for (Map.Entry<String, StanCase.Source> source : sources.entrySet()) {
            if (!Files.exists(HOME.resolve(source.getKey() + ".stan"))) {
                failures.add(source.getKey() + ": not written in Stan's language");
                continue;
            }
            try {
                cases.add(source.getValue().make());
            } catch (RuntimeException failure) {
                failures.add(source.getKey() + ": " + Workload.reason(failure));
            }
        }
        return cases;
    }

    /** Stan's general likelihood, then the one for linear regressions where there is a text that uses it. */
    private static List<String> texts(StanCase one) {
        return Stream.of(one.model(), one.model() + GLM).filter(name -> Files.exists(HOME.resolve(name + ".stan")))
                .toList();
    }

    /** Prints a line for each text. One that fails, say as two texts differ in meaning, does not keep others out. */
    private void measure(List<StanCase> cases, List<Result> results, List<String> failures) {
        System.out.printf("""
                Gradients per second of processor time in one thread, each with its leapfrog step; medians of %d rounds
                in which the two take turns, and lowest to highest ratio of a round.
                -glm: Stan's likelihood that is coded by hand for linear and logistic regressions.

                """, rounds);
        System.out.printf("%-46s %10s %13s %13s %8s %15s%n", "model", "parameters", "Penumbra 1/s", "Stan 1/s", "ratio",
                "rounds");
        for (StanCase one : cases) {
            for (String text : texts(one)) {
                try {
                    results.add(measure(one, text));
                } catch (IllegalStateException failure) {
                    failures.add(text + ": " + Workload.reason(failure));
                }
            }
        }
    }

    private Result measure(StanCase one, String text) {
        if (stan.load(text, one.data()) != one.start().length) {
            throw new IllegalStateException(text + ": Stan has another number of parameters");
        }
        one.requireSame(stan);
        Leapfrog ours = new Leapfrog(one.target(), one.start());
        long steps = calibrated(ours);
        long stanSteps = calibrated(one.start());
        double[] penumbra = new double[rounds];
        double[] theirs = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            penumbra[round] = steps / ours.seconds(steps);
            theirs[round] = TRANSITIONS * stanSteps / stan.seconds(one.start(), TRANSITIONS, stanSteps);
        }
        Result result = new Result(text, one.start().length, Spread.of(penumbra), Spread.of(theirs),
                Spread.ofRatios(penumbra, theirs));
        System.out.printf("%-46s %10d %,13.0f %,13.0f %8.1f %15s%n", text, result.parameters(),
                result.penumbra().median(), result.stan().median(), result.ratio().median(),
                result.ratio().range("%.1f"));
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

    private static void summarise(String beside, List<Result> results) {
        if (!results.isEmpty()) {
            Spread all = Spread.of(results.stream().mapToDouble(one -> one.ratio().median()).toArray());
            System.out.printf("%nbeside %s (%d): median ratio %.1f, smallest %.1f%n", beside, results.size(),
                    all.median(), all.lowest());
        }
    }
}
