package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Target;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** k-hat of the spline flow on bent densities: [--seeds N] [--steps N] [--png FILE] [--json FILE] [MODEL...]. */
public final class FlowsCommand {

    /** Below it, importance weights of the draws can be relied on. */
    private static final double LIMIT = 0.7;
    /** What a flow begins with should reach over all humps. */
    private static final Map<String, String> SCALES = new LinkedHashMap<>();

    static {
        SCALES.put("banana", "1");
        SCALES.put("neck", "1");
        SCALES.put("neck3", "1");
        SCALES.put("moons", "2");
    }

    private record Result(String model, int seed, double kHat, double elbo, double seconds) {
    }

    private final Session session = new Session(Registry.open());
    private final int steps;

    private FlowsCommand(int steps) {
        this.steps = steps;
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--seeds", "--steps", "--png", "--json"));
        FlowsCommand command = new FlowsCommand(line.number("--steps", 6000));
        int seeds = line.number("--seeds", 10);
        List<Result> results = new ArrayList<>();
        List<FlowsPicture.Panel> panels = new ArrayList<>();
        for (String model : SCALES.keySet()) {
            if (line.wants(model)) {
                panels.addAll(command.measure(model, seeds, results));
            }
        }
        Optional<String> png = line.option("--png");
        if (png.isPresent()) {
            FlowsPicture.write(panels, Path.of(png.get()));
        }
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("fits", results));
        }
        System.exit(results.stream().allMatch(one -> one.kHat() < LIMIT) ? 0 : 1);
    }

    /** @return a picture of the first fit, for a model of two coordinates */
    private List<FlowsPicture.Panel> measure(String model, int seeds, List<Result> results) throws IOException {
        List<FlowsPicture.Panel> panels = new ArrayList<>();
        int passed = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            Fit fit = fit(model, seed);
            Result result = new Result(model, seed, fit.kHat(), fit.result().elbo().mean(), fit.seconds());
            results.add(result);
            passed += result.kHat() < LIMIT ? 1 : 0;
            System.out.printf(Locale.ROOT, "%-8s seed %2d   k-hat %5.2f   ELBO %8.3f   %6.1f s%n", model, seed,
                    result.kHat(), result.elbo(), result.seconds());
            Target target = Workload.of(model, new Synthetic(), Map.of()).compile();
            if (seed == 1 && target.dimension() == 2) {
                panels.add(new FlowsPicture.Panel(model, target, fit.result().draws().points(), fit.kHat()));
            }
        }
        System.out.printf("%-8s %d of %d below %s%n", model, passed, seeds, LIMIT);
        return panels;
    }

    private Fit fit(String model, int seed) throws IOException {
        Path text = Workload.of(model, new Synthetic(), Map.of()).text();
        if (!Files.exists(text)) {
            throw new IOException("no model " + text);
        }
        return session.fit(FitRequest.of(text).withSeed(seed).withPart(Point.ALGORITHMS, "SVI")
                .withPart(Point.GUIDES, "AutoSplineCoupling").withPart(Point.OBJECTIVES, "TraceELBO")
                .withPart(Point.OPTIMIZERS, "ClippedAdam").withSetting("algorithm.steps", Integer.toString(steps))
                .withSetting("guide.initScale", SCALES.get(model)).withSetting("objective.particles", "24")
                .withSetting("optimizer.lr", "0.005").withSetting("optimizer.schedule", "cosine")
                .withSetting("optimizer.clipNorm", "0.5"), Progress.NONE, Cancellation.NEVER);
    }
}
