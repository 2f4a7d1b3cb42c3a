package org.penumbra.app;

import java.util.List;
import java.util.stream.Collectors;
import org.penumbra.session.WeightSummary;

/** The weights of networks, a row for each array of a layer. */
final class WeightTable {

    private static final List<String> HEADER = List.of("weights", "shape", "count", "mean size", "norm");
    private static final List<String> PRIOR_HEADER = List.of("weights", "shape", "count", "mean size", "norm",
            "mean sd", "largest |z|");

    private WeightTable() {
    }

    /** Empty when there are none. */
    static String of(List<WeightSummary> all) {
        if (all.isEmpty()) {
            return "";
        }
        boolean spread = all.stream().anyMatch(one -> !Double.isNaN(one.meanSd()));
        return "\n" + PosteriorTable.table(spread ? PRIOR_HEADER : HEADER,
                all.stream().map(one -> row(one, spread)).toList());
    }

    private static List<String> row(WeightSummary one, boolean spread) {
        String shape = one.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
        List<String> row = List.of(one.name(), shape, Integer.toString(one.count()), number(one.meanAbs()),
                number(one.norm()));
        return spread ? List.of(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), number(one.meanSd()),
                number(one.largestZ())) : row;
    }

    private static String number(double value) {
        return Figures.of(value, Figures.decimals(value, Double.NaN));
    }
}
