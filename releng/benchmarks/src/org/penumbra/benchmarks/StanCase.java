package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.inference.Target;
import org.penumbra.registry.Registry;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Prepared;
import org.penumbra.session.Session;

/**
 * One model in both languages.
 *
 * @param model name of the model in Stan's language
 * @param target ours
 * @param data for Stan, as JSON
 * @param start free coordinates, a point of the posterior's bulk where one is known
 */
record StanCase(String model, Target target, Path data, double[] start) {

    private static final double TOLERANCE = 1e-8;

    /** The models of {@code posteriordb} that are there in Stan's language too, each with its first data set. */
    static List<StanCase> of(List<Posterior> posteriors, Path stan, CommandLine line) throws IOException {
        Map<String, StanCase> cases = new LinkedHashMap<>();
        for (Posterior posterior : posteriors) {
            if (line.wants(posterior.model()) && !cases.containsKey(posterior.model())
                    && Files.exists(posterior.source()) && Files.exists(stan.resolve(posterior.model() + ".stan"))) {
                PosteriorTarget compiled = new PosteriorTarget(posterior);
                cases.put(posterior.model(), new StanCase(posterior.model(), compiled.target(), posterior.data(),
                        compiled.unconstrain(posterior.points().getFirst())));
            }
        }
        return new ArrayList<>(cases.values());
    }

    /** The first example, whose table is written for Stan as it was bound: rows without missing values. */
    static StanCase rugged(Path models, Path work) throws IOException {
        Prepared prepared = new Session(Registry.open()).prepare(FitRequest.of(models.resolve("rugged.penumbra")));
        Map<String, Object> data = new LinkedHashMap<>();
        prepared.data().arrays().forEach((name, array) -> data.put(name, array.values()));
        data.put("n", prepared.data().rows());
        Path file = work.resolve("rugged.json");
        Figures.write(file, data);
        return new StanCase("rugged", prepared.target(), file, new double[prepared.target().dimension()]);
    }

    /**
     * Both must compute the same numbers, or a comparison of their speed means nothing.
     *
     * @throws IllegalStateException when they do not
     */
    void requireSame(StanProcess stan) {
        double[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 0.1 / (1 + i) * Math.max(1e-3, Math.min(1, Math.abs(moved[i])));
        }
        double offset = difference(stan, start);
        double error = Math.abs(difference(stan, moved) - offset);
        double size = Math.max(1, Math.abs(target.logDensity(start) - target.logDensity(moved)));
        if (!(error <= TOLERANCE * size)) {
            throw new IllegalStateException("log densities of the two differ by another " + error + " elsewhere");
        }
    }

    /** Ours minus Stan's: a constant when the models are the same. */
    private double difference(StanProcess stan, double[] x) {
        double[] theirs = new double[x.length];
        double[] ours = new double[x.length];
        double value = target.logDensityAndGradient(x, ours) - stan.logDensityAndGradient(x, theirs);
        double size = 1;
        for (double component : theirs) {
            size = Math.max(size, Math.abs(component));
        }
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(ours[i] - theirs[i]) <= TOLERANCE * size)) {
                throw new IllegalStateException("gradient " + i + ": ours " + ours[i] + ", Stan's " + theirs[i]);
            }
        }
        return value;
    }
}
