package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Log densities and gradients of posteriordb's models at its points: --posteriordb DIR [--json FILE] [NAME...]. */
public final class DensityCommand {

    /** Of a difference between two points, relative to max(1, |difference|): not to the far larger density. */
    private static final double DENSITY_TOLERANCE = 1e-8;

    /**
     * Where a differential equation is solved. The check file was computed with a loose solver; and a solver that
     * chooses its steps is a function with tiny jumps, of which differences see more than the gradient does: the two
     * approach each other as the solver's tolerance falls.
     */
    private static final double SOLVED_TOLERANCE = 1e-3;

    /** In units of {@link GradientCheck}: rounding of the density, divided by the step, is what limits it. */
    private static final double GRADIENT_TOLERANCE = 1e-7;

    /**
     * @param dimension -1 when there is no target
     * @param detail what failed, or empty
     */
    private record Result(String posterior, int dimension, double densityError, double gradientError, String status,
            String detail) {

        static Result without(Posterior posterior, String detail) {
            return new Result(posterior.name(), -1, Double.NaN, Double.NaN, "FAILED", detail);
        }

        boolean failed() {
            return status.equals("FAILED");
        }
    }

    private DensityCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--posteriordb", "--json"));
        List<Result> results = new ArrayList<>();
        for (Posterior posterior : Posterior.in(line.requiredPath("--posteriordb"))) {
            if (line.wants(posterior.name()) || line.wants(posterior.model())) {
                results.add(check(posterior));
            }
        }
        if (results.isEmpty()) {
            throw CommandLine.usage("no posterior of " + line.names());
        }
        print(results);
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("densityTolerance", DENSITY_TOLERANCE, "solvedTolerance",
                    SOLVED_TOLERANCE, "gradientTolerance", GRADIENT_TOLERANCE, "posteriors",
                    results.stream().map(DensityCommand::figures).toList()));
        }
        System.exit(results.stream().anyMatch(Result::failed) ? 1 : 0);
    }

    private static Result check(Posterior posterior) throws IOException {
        if (!Files.exists(posterior.source())) {
            return Result.without(posterior, "there is no model of this name");
        }
        try {
            return compare(posterior);
        } catch (RuntimeException failure) {
            return Result.without(posterior, Workload.reason(failure));
        }
    }

    private static Result compare(Posterior posterior) throws IOException {
        PosteriorTarget compiled = new PosteriorTarget(posterior);
        LogJacobian jacobian = new LogJacobian(compiled.target().sites());
        GradientCheck gradient = new GradientCheck(compiled.target());
        List<Posterior.Point> points = posterior.points();
        Posterior.Point first = points.getFirst();
        double[] start = compiled.unconstrain(first);
        double offset = compiled.target().logDensity(start) - jacobian.at(start) - first.logDensity();
        double densityError = 0;
        double gradientError = 0;
        for (Posterior.Point point : points) {
            double[] x = compiled.unconstrain(point);
            double ours = compiled.target().logDensity(x) - jacobian.at(x);
            double size = Math.max(1, Math.abs(point.logDensity() - first.logDensity()));
            densityError = Math.max(densityError, Math.abs(ours - point.logDensity() - offset) / size);
            gradientError = Math.max(gradientError, gradient.worst(x));
        }
        boolean solved = posterior.isSolved();
        boolean agrees = densityError <= (solved ? SOLVED_TOLERANCE : DENSITY_TOLERANCE)
                && gradientError <= (solved ? SOLVED_TOLERANCE : GRADIENT_TOLERANCE);
        return new Result(posterior.name(), compiled.target().dimension(), densityError, gradientError,
                agrees ? "ok" : "FAILED", "");
    }

    private static void print(List<Result> results) {
        System.out.printf("""
                Differences of log density between points, relative to max(1, |difference|): at most %.0e.
                Gradients against central differences, coordinates in units of their scale: at most %.0e.
                Both at most %.0e where the model has a differential equation.

                """, DENSITY_TOLERANCE, GRADIENT_TOLERANCE, SOLVED_TOLERANCE);
        System.out.printf("%-50s %10s %10s %10s%n", "posterior", "parameters", "density", "gradient");
        for (Result one : results) {
            String errors = one.dimension() < 0 ? "%32s".formatted("")
                    : "%10d %10.1e %10.1e".formatted(one.dimension(), one.densityError(), one.gradientError());
            System.out.printf("%-50s %s  %s%s%n", one.posterior(), errors, one.status(),
                    one.detail().isEmpty() ? "" : ": " + one.detail());
        }
        System.out.printf("%n%d agree, %d fail%n", count(results, "ok"), count(results, "FAILED"));
    }

    private static long count(List<Result> results, String status) {
        return results.stream().filter(one -> one.status().equals(status)).count();
    }

    /** As JSON, where what is not a number is left out. */
    private static Map<String, Object> figures(Result one) {
        return one.dimension() < 0
                ? Map.of("posterior", one.posterior(), "status", one.status(), "detail", one.detail())
                : Map.of("posterior", one.posterior(), "status", one.status(), "parameters", one.dimension(),
                        "densityError", one.densityError(), "gradientError", one.gradientError());
    }
}
