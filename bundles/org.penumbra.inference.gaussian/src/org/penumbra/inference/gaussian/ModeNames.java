package org.penumbra.inference.gaussian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Names the modes of a mixture by the value of the model in which they differ most. */
final class ModeNames {

    private static final int MOST = 4;

    private final Target target;
    private final NormalMixture mixture;
    private final FitResult.Draws draws;

    ModeNames(Target target, NormalMixture mixture, FitResult.Draws draws) {
        this.target = target;
        this.mixture = mixture;
        this.draws = draws;
    }

    /** As in: The posterior has 2 modes: 70 % of its mass near mu = 3, 30 % near mu = -4. */
    String sentence() {
        double[][] values = new double[mixture.count()][target.sites().valueCount()];
        for (int k = 0; k < values.length; k++) {
            target.sites().constrain(mixture.means()[k], values[k]);
        }
        int telling = telling(values);
        List<String> modes = new ArrayList<>();
        IntStream.range(0, values.length).boxed()
                .sorted(Comparator.comparingDouble(k -> -mixture.shares()[k])).limit(MOST)
                .forEach(k -> modes.add(String.format(Locale.ROOT, "%.2g %% of its mass near %s = %.3g",
                        100 * mixture.shares()[k], target.sites().valueName(telling), values[k][telling])));
        return "The posterior was fitted around " + values.length + " peaks: " + String.join(", ", modes)
                + (values.length > MOST ? ", and further ones" : "") + ". A mean lies between them; look at the draws.";
    }

    /** Where the modes are furthest apart, in standard deviations of the draws. */
    private int telling(double[][] values) {
        int count = values[0].length;
        double[] deviations = deviations(count);
        return IntStream.range(0, count).boxed().max(Comparator.comparingDouble(v -> {
            double lowest = IntStream.range(0, values.length).mapToDouble(k -> values[k][v]).min().orElseThrow();
            double highest = IntStream.range(0, values.length).mapToDouble(k -> values[k][v]).max().orElseThrow();
            double apart = (highest - lowest) / deviations[v];
            return Double.isFinite(apart) ? apart : 0;
        })).orElse(0);
    }

    private double[] deviations(int count) {
        double[] values = new double[count];
        double[] sum = new double[count];
        double[] squares = new double[count];
        for (double[] point : draws.points()) {
            target.sites().constrain(point, values);
            for (int v = 0; v < count; v++) {
                sum[v] += values[v];
                squares[v] += values[v] * values[v];
            }
        }
        double[] deviations = new double[count];
        for (int v = 0; v < count; v++) {
            double mean = sum[v] / draws.count();
            deviations[v] = Math.sqrt(Math.max(0, squares[v] / draws.count() - mean * mean));
        }
        return deviations;
    }
}
