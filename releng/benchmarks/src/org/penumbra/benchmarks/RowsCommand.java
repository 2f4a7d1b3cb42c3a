package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.penumbra.inference.Target;

/** Cost of a gradient against 100 to 1,000,000 rows: [--columns N] [--svg FILE] [--json FILE] [MODEL...]. */
public final class RowsCommand {

    private static final int[] ROWS = {100, 316, 1_000, 3_162, 10_000, 31_623, 100_000, 316_228, 1_000_000};
    private static final int RUNS = 7;
    private static final long WARM_UP = 700_000_000L;
    private static final long RUN = 50_000_000L;

    /**
     * @param bytes of the data
     * @param nanoseconds for one gradient
     * @param slope of log time over log rows, from the size before, in the least disturbed runs; NaN for the first
     */
    record Result(int rows, long bytes, Spread nanoseconds, double slope) {
    }

    private final int columns;
    private final List<String> failures = new ArrayList<>();

    private RowsCommand(int columns) {
        this.columns = columns;
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--columns", "--svg", "--json"));
        RowsCommand command = new RowsCommand(line.number("--columns", 10));
        Map<String, IntFunction<Workload>> models = new LinkedHashMap<>();
        models.put("logistic", rows -> Regressions.logistic(rows, command.columns));
        models.put("linear", rows -> Regressions.linear(rows, command.columns));
        models.keySet().removeIf(name -> !line.wants(name));
        if (models.isEmpty()) {
            throw CommandLine.usage("there are logistic and linear, not " + line.names());
        }
        List<CacheLevel> caches = CacheLevel.ofThisMachine();
        Map<String, List<Result>> results = new LinkedHashMap<>();
        for (String name : models.keySet()) {
            results.put(name, command.measure(name, models.get(name), caches));
        }
        Optional<String> svg = line.option("--svg");
        if (svg.isPresent()) {
            Files.writeString(Path.of(svg.get()), RowsPlot.of(results, caches, command.columns));
        }
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("columns", command.columns, "models", results, "caches", caches));
        }
        command.failures.forEach(failure -> System.out.println("FAILED " + failure));
        System.exit(command.failures.isEmpty() ? 0 : 1);
    }

    private List<Result> measure(String name, IntFunction<Workload> model, List<CacheLevel> caches)
            throws IOException {
        System.out.printf("%n%s, %d columns%n%12s %12s  %-8s %14s %14s %12s %8s%n", name, columns, "rows", "bytes",
                "fit into", "median ns", "best ns", "best ns/row", "slope");
        List<Result> results = new ArrayList<>();
        for (int rows : ROWS) {
            try {
                Result before = results.isEmpty() ? null : results.getLast();
                results.add(measured(model.apply(rows), rows, before));
            } catch (RuntimeException failure) {
                failures.add(name + " with " + rows + " rows: " + Workload.reason(failure));
                return results;
            }
            print(results.getLast(), caches);
        }
        return results;
    }

    private static Result measured(Workload workload, int rows, Result before) throws IOException {
        Target target = workload.compile();
        double[] x = workload.point(target);
        double[] gradient = new double[x.length];
        long count = 1;
        long taken = 0;
        long start = System.nanoTime();
        while (taken < RUN || System.nanoTime() - start < WARM_UP) {
            taken = nanoseconds(target, x, gradient, count);
            count = taken < RUN ? count * 2 : count;
        }
        double[] times = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            times[run] = nanoseconds(target, x, gradient, count) / (double) count;
        }
        Spread spread = Spread.of(times);
        long bytes = workload.data().values().stream().mapToLong(array -> 8L * array.values().length).sum();
        return new Result(rows, bytes, spread, before == null ? Double.NaN
                : Math.log(spread.lowest() / before.nanoseconds().lowest()) / Math.log((double) rows / before.rows()));
    }

    private static long nanoseconds(Target target, double[] x, double[] gradient, long count) {
        double density = 0;
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) {
            density += target.logDensityAndGradient(x, gradient);
        }
        long end = System.nanoTime();
        if (!Double.isFinite(density)) {
            throw new IllegalStateException("the log density became " + density);
        }
        return end - start;
    }

    private static void print(Result one, List<CacheLevel> caches) {
        System.out.printf("%,12d %,12d  %-8s %,14.0f %,14.0f %12.3f %8s%n", one.rows(), one.bytes(),
                CacheLevel.holding(one.bytes(), caches), one.nanoseconds().median(), one.nanoseconds().lowest(),
                one.nanoseconds().lowest() / one.rows(),
                Double.isNaN(one.slope()) ? "" : "%.2f".formatted(one.slope()));
    }
}
