package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.lang.ModelReader;
import org.penumbra.model.InferDeclaration;
import org.penumbra.registry.Registry;
import org.penumbra.session.FitRequest;

/**
 * A model that waits to be compiled, as a person has it: text and data in files.
 *
 * @param name as on the command line
 * @param file the text
 * @param run the first run of the text, if it has any
 * @param data in place of those that the run names
 */
record LatencyCase(String name, Path file, Optional<String> run, Optional<Path> data) {

    /** Few: what is measured is compiling, not reading. */
    private static final int ROWS = 1000;

    /** The examples of the product, then the models of this folder with data that are written to a folder. */
    static List<LatencyCase> all(Path folder, Optional<Path> posteriordb) throws IOException {
        List<LatencyCase> cases = new ArrayList<>(examples());
        Files.createDirectories(folder);
        for (Workload workload : workloads()) {
            Path data = folder.resolve(workload.name() + ".json");
            workload.write(data);
            cases.add(new LatencyCase(workload.name(), workload.text(), Optional.empty(), Optional.of(data)));
        }
        if (posteriordb.isPresent()) {
            for (Posterior posterior : Posterior.in(posteriordb.get())) {
                cases.add(new LatencyCase(posterior.name(), posterior.source(), Optional.empty(),
                        Optional.of(posterior.data())));
            }
        }
        return cases;
    }

    /** Every model of this folder. */
    private static List<Workload> workloads() {
        List<Workload> workloads = new ArrayList<>();
        for (String name : Workload.names()) {
            if (!name.equals("rugged")) {
                workloads.add(name.equals("logistic") ? Regressions.logistic(ROWS, 50) : Workload.named(name));
            }
        }
        workloads.addAll(List.of(Regressions.linear(ROWS, 50), Regressions.robust(ROWS, 85), Topics.clusters(ROWS),
                Topics.topics(ROWS)));
        for (String name : List.of("correlated", "funnel")) {
            workloads.add(Workload.of(name, new Synthetic().scalar("n", 9), Map.of()));
        }
        return workloads;
    }

    private static List<LatencyCase> examples() throws IOException {
        ModelReader reader = new ModelReader(Registry.open());
        List<LatencyCase> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("penumbra.models")))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".penumbra")).sorted().toList()) {
                Optional<String> run = reader.read(file).script().getDeclarations().stream()
                        .filter(InferDeclaration.class::isInstance)
                        .map(declared -> ((InferDeclaration) declared).getName()).findFirst();
                String name = file.getFileName().toString().replace(".penumbra", "");
                found.add(new LatencyCase(name, file, run, Optional.empty()));
            }
        }
        return found;
    }

    FitRequest request() {
        FitRequest request = FitRequest.of(file);
        request = run.isPresent() ? request.withRun(run.get()) : request;
        return data.isPresent() ? request.withData(data.get()) : request;
    }

    /** As one argument of a command. */
    String argument() {
        return String.join("\t", name, file.toString(), run.orElse(""), data.map(Path::toString).orElse(""));
    }

    static LatencyCase ofArgument(String argument) {
        String[] parts = argument.split("\t", -1);
        return new LatencyCase(parts[0], Path.of(parts[1]), Optional.of(parts[2]).filter(text -> !text.isEmpty()),
                Optional.of(parts[3]).filter(text -> !text.isEmpty()).map(Path::of));
    }

    /** The arguments of the command line for a fit that ends with the first gradient. */
    List<String> fit(Path results) {
        List<String> arguments = new ArrayList<>(List.of("fit", file.toString()));
        run.ifPresent(arguments::add);
        data.ifPresent(path -> arguments.addAll(List.of("--data", path.toString())));
        arguments.addAll(List.of("--algorithm", "FirstGradient", "--quiet", "--out", results.toString()));
        return arguments;
    }
}
