package org.penumbra.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** Steps of SVI per second, with and without minibatches: [--rows N] [--columns N] [--batch N] [--json FILE]. */
public final class MinibatchCommand {

    private static final long WARM_UP = 8_000_000_000L;
    private static final long RUN = 500_000_000L;
    private static final int RUNS = 7;
    private static final long STEPS = 10_000_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Registry registry = Registry.open();
    private final RandomStream random = RandomStream.of(1);

    private MinibatchCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--rows", "--columns", "--batch", "--json"));
        Workload workload = Regressions.logistic(line.number("--rows", 100_000), line.number("--columns", 50));
        Map<String, Double> figures = new MinibatchCommand().measure(workload.compile(), line.number("--batch", 1000));
        figures.forEach((name, value) -> System.out.printf("%-36s %,14.1f%n", name, value));
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), figures);
        }
    }

    private Map<String, Double> measure(Target target, int rows) {
        Minibatch batch = target.subsample(Map.of("i", rows), Sampling.INDEPENDENT);
        double[] x = new double[target.dimension()];
        double[] gradient = new double[x.length];
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("steps/s, minibatches", 1e9 / nanoseconds(step(target, batch)));
        figures.put("steps/s, all rows", 1e9 / nanoseconds(step(target, null)));
        figures.put("drawing and copying rows, us", nanoseconds(() -> batch.draw(random)) * 1e-3);
        figures.put("gradient of a minibatch, us",
                nanoseconds(() -> batch.logDensityAndGradient(x, gradient)) * 1e-3);
        return figures;
    }

    /** One step as SVI makes it with its defaults. */
    private Runnable step(Target target, Minibatch batch) {
        GuideFamily<Record> family = part(Point.GUIDES, "AutoNormal", GuideFamily.class);
        Objective<Record> objective = part(Point.OBJECTIVES, "TraceELBO", Objective.class);
        Optimizer<Record> optimizer = part(Point.OPTIMIZERS, "Adam", Optimizer.class);
        Guide guide = family.create(target, options(Point.GUIDES, "AutoNormal"), Start.cold(RandomStream.of(2)));
        Objective.Estimator estimator = objective.bind(batch == null ? target : batch, guide,
                options(Point.OBJECTIVES, "TraceELBO"));
        double[] parameters = guide.parameters();
        double[] gradient = new double[parameters.length];
        Optimizer.Updater updater = optimizer.start(parameters.length, STEPS,
                options(Point.OPTIMIZERS, "Adam"));
        return () -> {
            if (batch != null) {
                batch.draw(random);
            }
            estimator.valueAndGradient(random, gradient);
            updater.step(parameters, gradient);
        };
    }

    @SuppressWarnings("unchecked")
    private <T> T part(Point point, String name, Class<? super T> type) {
        return (T) registry.require(point, name).create(type);
    }

    private Record options(Point point, String name) {
        Contribution contribution = registry.require(point, name);
        return Options.read(contribution.optionsType(), name, Map.of());
    }

    /** Processor time of one call, in the least disturbed run. */
    private double nanoseconds(Runnable work) {
        long start = System.nanoTime();
        long calls = 0;
        while (System.nanoTime() - start < WARM_UP) {
            work.run();
            calls++;
        }
        long each = Math.max(1, calls * RUN / WARM_UP);
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            long before = threads.getCurrentThreadCpuTime();
            for (long k = 0; k < each; k++) {
                work.run();
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - before) / (double) each);
        }
        return best;
    }
}
