package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.inference.Target;

/**
 * One model in both languages.
 *
 * @param model name of the model in Stan's language
 * @param target ours
 * @param data for Stan, as JSON
 * @param start free coordinates, a point of the posterior's bulk where one is known
 * @param tolerance to which both must agree, relative
 */
record StanCase(String model, Target target, Path data, double[] start, double tolerance) {

    private static final double ROUNDING = 1e-8;
    /** Two solvers of a differential equation that choose their steps by a tolerance of 1e-6. */
    private static final double SOLVERS = 1e-3;

    /** Makes a case; throws a {@code PenumbraException} when this build cannot compile the model. */
    interface Source {

        StanCase make() throws IOException;
    }

    /**
     * By model: those of {@code posteriordb}, each with its first data set; the first example; and the models of this
     * folder that are of another kind than all of those.
     *
     * @param work folder for data that are written for Stan
     */
    static Map<String, Source> sources(List<Posterior> posteriors, Path work) {
        Map<String, Source> sources = new LinkedHashMap<>();
        posteriors.forEach(posterior -> sources.putIfAbsent(posterior.model(), () -> of(posterior)));
        sources.put("rugged", () -> of(Hierarchies.rugged(), work));
        sources.put("logistic", () -> of(Regressions.logistic(10_000, 50), work));
        sources.put("gp", () -> of(Processes.gp(), work));
        return sources;
    }

    private static StanCase of(Posterior posterior) throws IOException {
        PosteriorTarget compiled = new PosteriorTarget(posterior);
        return new StanCase(posterior.model(), compiled.target(), posterior.data(),
                compiled.unconstrain(posterior.points().getFirst()),
                posterior.isSolved() ? SOLVERS : ROUNDING);
    }

    private static StanCase of(Workload workload, Path work) throws IOException {
        Target target = workload.compile();
        Path file = work.resolve(workload.name() + ".json");
        workload.write(file);
        return new StanCase(workload.name(), target, file, workload.point(target), ROUNDING);
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
        if (!(error <= tolerance * size)) {
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
            if (!(Math.abs(ours[i] - theirs[i]) <= tolerance * size)) {
                throw new IllegalStateException("gradient " + i + ": ours " + ours[i] + ", Stan's " + theirs[i]);
            }
        }
        return value;
    }
}
