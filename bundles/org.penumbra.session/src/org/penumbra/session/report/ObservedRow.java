package org.penumbra.session.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penumbra.math.Statistics;

/** The data of an observed site in one row. */
final class ObservedRow {

    static final List<String> HEADER = List.of("site", "shape", "known", "mean", "sd", "least", "median", "most");

    private ObservedRow() {
    }

    static List<String> of(String name, List<Integer> shape, double[] values) {
        double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        String size = shape.isEmpty() ? "one number" : String.join(" x ", shape.stream().map(String::valueOf).toList());
        if (known.length == 0) {
            return List.of(name, size, "0", "", "", "", "", "");
        }
        double sd = known.length < 2 ? Double.NaN : Statistics.standardDeviation(known);
        return List.of(name, size, String.format(Locale.ROOT, "%d", known.length),
                Html.number(Statistics.mean(known), sd), Html.number(sd, sd),
                Html.number(Statistics.quantile(known, 0), sd), Html.number(Statistics.quantile(known, 0.5), sd),
                Html.number(Statistics.quantile(known, 1), sd));
    }
}
