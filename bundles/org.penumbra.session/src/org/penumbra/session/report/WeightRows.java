package org.penumbra.session.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.penumbra.session.WeightSummary;

/** Weights of networks, a row for each array of a layer. */
final class WeightRows {

    static final List<String> HEADER = List.of("weights", "kind", "shape", "count", "mean size", "norm", "mean sd",
            "largest |z|");

    private WeightRows() {
    }

    static List<List<String>> of(List<WeightSummary> all) {
        return all.stream().map(one -> List.of(one.name(), one.kind(),
                one.shape().stream().map(String::valueOf).collect(Collectors.joining(" x ")),
                String.format(Locale.ROOT, "%d", one.count()), number(one.meanAbs()), number(one.norm()),
                number(one.meanSd()), number(one.largestZ()))).toList();
    }

    private static String number(double value) {
        return Html.number(value, Double.NaN);
    }
}
