package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.inference.Target;

/** How much faster several threads compute one gradient: [--rows N] [--threads N] [--json FILE] [MODEL...]. */
public final class ThreadsCommand {

    /** Many and short: other processes leave no long stretch of time in which all cores are free. */
    private static final int ROUNDS = 301;
    private static final long WARM_UP = 4_000_000_000L;
    private static final long RUN = 4_000_000L;

    /**
     * @param threads on the other side of the ratio
     * @param alone nanoseconds for one gradient on one thread
     * @param together the same on several
     * @param ratio how many times as fast, round by round
     */
    private record Result(int rows, int threads, Spread alone, Spread together, Spread ratio) {

        /** How many times as fast in the least disturbed round of each side. */
        double best() {
            return alone.lowest() / together.lowest();
        }
    }

    private ThreadsCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--rows", "--threads", "--json"));
        int rows = line.number("--rows", 200_000);
        int threads = line.number("--threads", 2);
        Map<String, IntFunction<Workload>> models = new LinkedHashMap<>();
        models.put("robust", count -> Regressions.robust(count, 85));
        models.put("logistic", count -> Regressions.logistic(count, 10));
        models.keySet().removeIf(name -> !line.wants(name));
        if (models.isEmpty()) {
            throw CommandLine.usage("there are robust and logistic, not " + line.names());
        }
        System.out.printf("%-10s %10s %16s %16s %10s %16s %16s %10s%n", "model", "rows", "median 1, ns",
                "median " + threads + ", ns", "faster", "best 1, ns", "best " + threads + ", ns", "faster");
        Map<String, Result> results = new LinkedHashMap<>();
        for (String name : models.keySet()) {
            Result result = measured(models.get(name).apply(rows), rows, threads);
            System.out.printf("%-10s %,10d %,16.0f %,16.0f %10.2f %,16.0f %,16.0f %10.2f%n", name, rows,
                    result.alone().median(), result.together().median(), result.ratio().median(),
                    result.alone().lowest(), result.together().lowest(), result.best());
            results.put(name, result);
        }
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), results);
        }
    }

    private static Result measured(Workload workload, int rows, int threads) throws IOException {
        try (ThreadWorkers one = new ThreadWorkers(1); ThreadWorkers many = new ThreadWorkers(threads)) {
            Target target = workload.compile();
            double[] x = workload.point(target);
            List<Side> sides = new ArrayList<>();
            for (ThreadWorkers workers : List.of(one, many)) {
                sides.add(new Side(target.withWorkers(workers), x));
            }
            long start = System.nanoTime();
            while (System.nanoTime() - start < WARM_UP) {
                sides.forEach(Side::run);
            }
            double[] alone = new double[ROUNDS];
            double[] together = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                alone[round] = sides.get(0).run();
                together[round] = sides.get(1).run();
            }
            requireSameBits(sides.get(0), sides.get(1));
            return new Result(rows, threads, Spread.of(alone), Spread.of(together),
                    Spread.ofRatios(alone, together));
        }
    }

    private static void requireSameBits(Side one, Side other) {
        if (one.density != other.density || !Arrays.equals(one.gradient, other.gradient)) {
            throw new IllegalStateException("the number of threads changed the result");
        }
    }

    /** A target on a number of threads. */
    private static final class Side {

        private final Target target;
        private final double[] x;
        private final double[] gradient;
        private double density;

        Side(Target target, double[] x) {
            this.target = target;
            this.x = x;
            this.gradient = new double[x.length];
        }

        /** Nanoseconds for one gradient, over a while. */
        double run() {
            long count = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < RUN) {
                density = target.logDensityAndGradient(x, gradient);
                count++;
            }
            return (System.nanoTime() - start) / (double) count;
        }
    }
}
