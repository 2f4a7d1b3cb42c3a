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
import java.util.function.Supplier;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.RandomStream;

/** Variance of gradient estimators next to their cost: [--estimates N] [--json FILE] [MODEL...]. */
public final class VarianceCommand {

    private static final int ROUNDS = 15;
    private static final long RUN = 4_000_000L;
    private static final int FIT = 6000;

    /** The first of each group is what the others are compared with; all of a group estimate the same gradient. */
    private static final List<List<Gradients>> GROUPS = List.of(
            List.of(new Gradients("TraceELBO", Map.of("particles", 1L)),
                    new Gradients("TraceELBO", Map.of("particles", 10L)),
                    new Gradients("TraceELBO", Map.of("particles", 2L, "antithetic", true)),
                    new Gradients("TraceELBO", Map.of("particles", 1L, "gradient", "stl")),
                    new Gradients("TraceELBO", Map.of("particles", 10L, "gradient", "stl")),
                    new Gradients("TraceMeanFieldELBO", Map.of("particles", 1L)),
                    new Gradients("ScoreFunctionELBO", Map.of("particles", 1L, "downstream", false)),
                    new Gradients("ScoreFunctionELBO", Map.of("particles", 1L)),
                    new Gradients("ScoreFunctionELBO", Map.of("particles", 10L, "downstream", false)),
                    new Gradients("ScoreFunctionELBO", Map.of("particles", 10L))),
            List.of(new Gradients("IWAE", Map.of("particles", 10L, "gradient", "total")),
                    new Gradients("IWAE", Map.of("particles", 10L, "gradient", "dreg")),
                    new Gradients("VIMCO", Map.of("particles", 10L))));

    /** @param nanoseconds for one estimate, the median of rounds that all estimators take turns in */
    private record Result(String model, String guide, String estimator, double variance, double nanoseconds) {
    }

    private final int estimates;
    private final List<Result> results = new ArrayList<>();

    private VarianceCommand(int estimates) {
        this.estimates = estimates;
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--estimates", "--json"));
        VarianceCommand command = new VarianceCommand(line.number("--estimates", 20_000));
        Map<String, Supplier<Workload>> models = new LinkedHashMap<>();
        models.put("correlated", () -> Workload.of("correlated", new Synthetic().scalar("n", 9), Map.of()));
        models.put("funnel", () -> Workload.of("funnel", new Synthetic().scalar("n", 9), Map.of()));
        models.put("logistic", () -> Regressions.logistic(500, 10));
        models.put("rows", () -> Hierarchies.rows(50));
        models.keySet().removeIf(name -> !line.wants(name));
        if (models.isEmpty()) {
            throw CommandLine.usage("there are correlated, funnel, logistic and rows, not " + line.names());
        }
        for (Map.Entry<String, Supplier<Workload>> model : models.entrySet()) {
            command.measure(model.getKey(), model.getValue().get().compile());
        }
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("estimators", command.results));
        }
    }

    private void measure(String model, Target target) {
        int n = target.dimension();
        double[] scales = new double[n];
        Arrays.fill(scales, 0.3);
        measure(model, "mean field, start", target, new MeanFieldNormal(new double[n], scales));
        measure(model, "mean field, fitted", target, fitted(target, new MeanFieldNormal(new double[n], scales)));
        measure(model, "full rank, fitted", target, fitted(target, new DenseNormal(new double[n], scales)));
    }

    /** Ascent whose steps shrink, to the end of a fit, where it spends most of its time. */
    private static Guide fitted(Target target, Guide guide) {
        Objective.Estimator estimator = GROUPS.getFirst().get(4).bind(target, guide);
        double[] parameters = guide.parameters();
        double[] gradient = new double[parameters.length];
        double[] squares = new double[parameters.length];
        RandomStream random = RandomStream.of(7);
        for (int step = 0; step < FIT; step++) {
            estimator.valueAndGradient(random, gradient);
            double rate = 0.05 * (1 - (double) step / FIT);
            for (int i = 0; i < gradient.length; i++) {
                squares[i] = 0.99 * squares[i] + 0.01 * gradient[i] * gradient[i];
                parameters[i] += rate * gradient[i] / (Math.sqrt(squares[i]) + 1e-8);
            }
        }
        return guide;
    }

    private void measure(String model, String guideName, Target target, Guide guide) {
        System.out.printf("%n%s, %d coordinates, %s%n%-46s %14s %12s %14s %10s %12s%n", model, target.dimension(),
                guideName, "estimator", "variance", "relative", "ns/estimate", "cost", "var x cost");
        for (List<Gradients> group : GROUPS) {
            double[] times = times(group, target, guide);
            double first = 0;
            for (int i = 0; i < group.size(); i++) {
                double variance = group.get(i).variance(target, guide, estimates);
                first = i == 0 ? variance : first;
                double cost = times[i] / times[0];
                System.out.printf("%-46s %14.4g %12.4g %,14.0f %10.2f %12.4g%n", group.get(i).label(), variance,
                        variance / first, times[i], cost, variance / first * cost);
                results.add(new Result(model, guideName, group.get(i).label(), variance, times[i]));
            }
        }
    }

    private static double[] times(List<Gradients> group, Target target, Guide guide) {
        List<Objective.Estimator> estimators = group.stream().map(one -> one.bind(target, guide)).toList();
        double[][] rounds = new double[group.size()][ROUNDS];
        // As many again before, to warm up.
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            for (int i = 0; i < group.size(); i++) {
                rounds[i][Math.max(round, 0)] = run(estimators.get(i), guide);
            }
        }
        return Arrays.stream(rounds).mapToDouble(one -> Spread.of(one).median()).toArray();
    }

    private static double run(Objective.Estimator estimator, Guide guide) {
        RandomStream random = RandomStream.of(3);
        double[] gradient = new double[guide.parameters().length];
        long count = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < RUN) {
            estimator.valueAndGradient(random, gradient);
            count++;
        }
        return (System.nanoTime() - start) / (double) count;
    }
}
