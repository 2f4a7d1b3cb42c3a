package org.penumbra.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One posterior of a folder in the layout of posteriordb, and our model of it.
 *
 * @param name data and model, joined by the first hyphen
 * @param folder with {@code data/} and {@code density/}
 */
record Posterior(String name, Path folder) {

    private static final Path HOME = Path.of(System.getProperty("penumbra.benchmarks"));

    /**
     * Values of the parameters, row-major, with the log density there, up to a constant and without Jacobian.
     */
    record Point(Map<String, double[]> values, double logDensity) {
    }

    /** All that have a check file, by name. */
    static List<Posterior> in(Path folder) throws IOException {
        Path density = folder.resolve("density");
        if (!Files.isDirectory(density)) {
            throw CommandLine.usage("there is no folder " + density);
        }
        try (Stream<Path> files = Files.list(density)) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".json")).sorted()
                    .map(file -> new Posterior(file.substring(0, file.length() - ".json".length()), folder)).toList();
        }
    }

    /** The name of the model: several data sets may share one. */
    String model() {
        return name.substring(name.indexOf('-') + 1);
    }

    /** The data, as they came. */
    Path data() {
        return folder.resolve("data").resolve(name.substring(0, name.indexOf('-')) + ".json");
    }

    /** Our model with its bindings; need not exist. */
    Path source() {
        return HOME.resolve("posteriordb").resolve(model() + ".penumbra");
    }

    /** Whether a differential equation is solved in it. */
    boolean isSolved() throws IOException {
        return Files.readString(source()).contains("ode(");
    }

    List<Point> points() throws IOException {
        JsonNode file = new ObjectMapper().readTree(folder.resolve("density").resolve(name + ".json").toFile());
        List<Point> points = new ArrayList<>();
        for (JsonNode point : file.get("points")) {
            Map<String, double[]> values = new TreeMap<>();
            point.get("values").properties().forEach(entry -> values.put(entry.getKey(), numbers(entry.getValue())));
            points.add(new Point(values, point.get("log_density").doubleValue()));
        }
        return points;
    }

    private static double[] numbers(JsonNode node) {
        return leaves(node).mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static Stream<JsonNode> leaves(JsonNode node) {
        return node.isArray() ? node.valueStream().flatMap(Posterior::leaves) : Stream.of(node);
    }
}
