package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Target;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.model.Model;
import org.penumbra.registry.Registry;
import org.penumbra.session.HostVectors;

/**
 * A model and data made for it: what the benchmarks measure.
 *
 * @param name as on the command line
 * @param text the model; the only one of its file
 * @param data by declared name
 * @param values of the latent sites, by name, from which the data were drawn or that are near the mode
 */
record Workload(String name, Path text, Map<String, BoundArray> data, Map<String, double[]> values) {

    private static final Registry REGISTRY = Registry.open();
    private static final Map<String, Supplier<Workload>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("rugged", Hierarchies::rugged);
        ALL.put("schools", Hierarchies::schools);
        ALL.put("logistic", () -> Regressions.logistic(100_000, 50));
        ALL.put("radon", Hierarchies::radon);
        ALL.put("gp", Processes::gp);
        ALL.put("hmm", Processes::hmm);
        ALL.put("ar", Series::ar);
        ALL.put("garch", Series::garch);
        ALL.put("mixture", Regressions::mixture);
        ALL.put("lotka", Processes::lotka);
    }

    /** A model of this folder. */
    static Workload of(String name, Synthetic data, Map<String, double[]> values) {
        return new Workload(name, home().resolve("models").resolve(name + ".penumbra"), data.arrays(),
                new TreeMap<>(values));
    }

    static Path home() {
        return Path.of(System.getProperty("penumbra.benchmarks"));
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** Makes its data, which takes a moment where they are large. */
    static Workload named(String name) {
        Supplier<Workload> known = ALL.get(name);
        if (known == null) {
            throw CommandLine.usage("no model " + name + "; there are " + names());
        }
        return known.get();
    }

    /**
     * From text and data to code.
     *
     * @throws PenumbraException (BAD_INPUT) when this build cannot compile it
     */
    Target compile() throws IOException {
        ModelFile file = new ModelReader(REGISTRY).read(Files.readString(text), text.getFileName().toString());
        if (file.hasErrors()) {
            throw new PenumbraException(ExitCode.BAD_INPUT, file.problems());
        }
        Model model = file.script().getDeclarations().stream().filter(Model.class::isInstance).map(Model.class::cast)
                .findFirst().orElseThrow();
        InstalledParts parts = new InstalledParts(REGISTRY.distributions(), REGISTRY.layers());
        return new ModelCompiler(parts, file.locations(), HostVectors.configured()).compile(model, data).target();
    }

    /** The free coordinates of {@link #values}. */
    double[] point(Target target) {
        return FreePoint.of(target.sites(), values);
    }

    /** The data as JSON: numbers, lists, and lists of rows. */
    void write(Path file) throws IOException {
        Map<String, Object> json = new TreeMap<>();
        data.forEach((name, array) -> json.put(name, nested(array.values(), array.shape(), 0)));
        Figures.write(file, json);
    }

    /** @param from first element */
    private static Object nested(double[] values, List<Integer> shape, int from) {
        if (shape.isEmpty()) {
            return values[from];
        }
        List<Integer> inner = shape.subList(1, shape.size());
        int size = inner.stream().reduce(1, Math::multiplyExact);
        return IntStream.range(0, shape.getFirst()).mapToObj(i -> nested(values, inner, from + i * size)).toList();
    }

    /** Why a model has no figures, in one line: what the compiler says of it, or how the compiler fails. */
    static String reason(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return switch (failure) {
            case PenumbraException refused -> "not compiled yet: " + message;
            case IllegalStateException ours -> message;
            default -> failure.getClass().getSimpleName() + ": " + message;
        };
    }
}
