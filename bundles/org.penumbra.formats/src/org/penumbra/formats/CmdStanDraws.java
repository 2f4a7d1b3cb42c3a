package org.penumbra.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.DrawnVariable;

/** Draws of chains that were read: names with brackets again, and values row-major. */
final class CmdStanDraws {

    private static final String STEP_SIZE = "Step size = ";

    private final List<String> header;
    private final List<double[]> rows;
    private final int chains;
    private final Map<String, String> settings;
    private final List<List<String>> comments;

    CmdStanDraws(List<String> header, List<List<double[]>> chains, Map<String, String> settings,
            List<List<String>> comments) {
        this.header = header;
        this.rows = chains.stream().flatMap(List::stream).toList();
        this.chains = chains.size();
        this.settings = settings;
        this.comments = comments;
    }

    DrawSet draws() {
        int[] columns = columnsOfVariables();
        List<String> names = Arrays.stream(columns).mapToObj(column -> ofColumn(header.get(column))).toList();
        double[][] values = rows.stream().map(row -> Arrays.stream(columns).mapToDouble(c -> row[c]).toArray())
                .toArray(double[][]::new);
        List<DrawSet.Statistic> statistics = new ArrayList<>();
        IntStream.range(0, header.size()).filter(column -> isMethod(header.get(column)))
                .forEach(column -> statistics.add(new DrawSet.Statistic(header.get(column),
                        rows.stream().mapToDouble(row -> row[column]).toArray())));
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1.0 / weights.length);
        return new DrawSet(settings.getOrDefault("model", "Model").replaceAll("_model$", ""),
                DrawnVariable.ofNames(names), values, chains, statistics, weights, about(), adaptations());
    }

    private static boolean isMethod(String name) {
        return name.endsWith("__");
    }

    /** {@code theta[1,2]} for {@code theta.1.2}. */
    static String ofColumn(String name) {
        int point = name.indexOf('.');
        return point <= 0 ? name : name.substring(0, point) + "[" + name.substring(point + 1).replace('.', ',') + "]";
    }

    /** The columns of the variables, each variable's in row-major order, whatever their order in the file. */
    private int[] columnsOfVariables() {
        Map<String, List<Integer>> byVariable = new LinkedHashMap<>();
        IntStream.range(0, header.size()).filter(column -> !isMethod(header.get(column))).forEach(column -> byVariable
                .computeIfAbsent(DrawnVariable.stem(ofColumn(header.get(column))), name -> new ArrayList<>())
                .add(column));
        return byVariable.values().stream().flatMap(columns -> columns.stream().sorted((a, b) -> compare(
                DrawnVariable.subscripts(ofColumn(header.get(a))), DrawnVariable.subscripts(ofColumn(header.get(b))))))
                .mapToInt(Integer::intValue).toArray();
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int axis = 0; axis < Math.min(a.size(), b.size()); axis++) {
            int order = Integer.compare(a.get(axis), b.get(axis));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        put(about, "algorithm", settings.getOrDefault("engine", settings.get("algorithm")));
        put(about, "warmup", settings.get("num_warmup"));
        put(about, "seed", settings.get("seed"));
        put(about, "maxDepth", settings.get("max_depth"));
        put(about, "delta", settings.get("delta"));
        return about;
    }

    private static void put(Map<String, String> about, String name, String value) {
        if (value != null) {
            about.put(name, value);
        }
    }

    /** What stands in the comments before the draws; none when a chain does not say it. */
    private List<DrawSet.Adaptation> adaptations() {
        List<DrawSet.Adaptation> all = new ArrayList<>();
        for (List<String> lines : comments) {
            lines.stream().filter(line -> line.startsWith(STEP_SIZE)).findFirst().flatMap(line -> numbers(
                    line.substring(STEP_SIZE.length()))).filter(numbers -> numbers.length == 1)
                    .ifPresent(step -> all.add(new DrawSet.Adaptation(step[0], metric(), variances(lines))));
        }
        return all.size() == chains ? all : List.of();
    }

    private String metric() {
        return switch (settings.getOrDefault("metric", "unit_e")) {
            case "diag_e" -> "diagonal";
            case "dense_e" -> "dense";
            default -> "unit";
        };
    }

    private static double[] variances(List<String> lines) {
        int title = lines.indexOf("Diagonal elements of inverse mass matrix:");
        return title < 0 || title + 1 == lines.size() ? new double[0]
                : numbers(lines.get(title + 1)).orElse(new double[0]);
    }

    private static Optional<double[]> numbers(String text) {
        try {
            return Optional.of(Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray());
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }
}
