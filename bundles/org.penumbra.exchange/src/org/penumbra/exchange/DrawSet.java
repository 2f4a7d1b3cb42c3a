package org.penumbra.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws from a posterior, as they travel.
 *
 * @param model name of the model
 * @param variables in the order of the values
 * @param values on the scale of the model, {@code [draw][value]}, chain after chain
 * @param chains number of chains, all of one length; 1 for independent draws
 * @param statistics numbers that the method knows of each draw, first {@code lp__}
 * @param weights what each draw counts for, summing to 1
 * @param about further facts by name, such as {@code seed}, {@code algorithm} and {@code warmup}, for what the format
 *        says beside the draws
 * @param adaptations what the warm-up of each chain settled on; empty where nothing was adapted
 */
public record DrawSet(String model, List<DrawnVariable> variables, double[][] values, int chains,
        List<Statistic> statistics, double[] weights, Map<String, String> about, List<Adaptation> adaptations) {

    public DrawSet {
        variables = List.copyOf(variables);
        statistics = List.copyOf(statistics);
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
        adaptations = List.copyOf(adaptations);
        if (chains < 1 || values.length % chains != 0 || weights.length != values.length) {
            throw new IllegalArgumentException(values.length + " draws with " + weights.length + " weights in " + chains
                    + " chains");
        }
    }

    /**
     * @param name such as {@code divergent__}
     * @param values one for each draw; NaN where it is not known
     */
    public record Statistic(String name, double[] values) {
    }

    /**
     * @param stepSize of the leapfrog steps
     * @param metric such as {@code diagonal}
     * @param variances diagonal of the inverse metric
     */
    public record Adaptation(double stepSize, String metric, double[] variances) {
    }

    /** Number of draws. */
    public int count() {
        return values.length;
    }

    /** Draws of each chain. */
    public int length() {
        return values.length / chains;
    }

    /** Names of the numbers, in their order. */
    public List<String> names() {
        return variables.stream().flatMap(one -> one.names().stream()).toList();
    }

    /** Whether some draws count for more than others. */
    public boolean isWeighted() {
        return Arrays.stream(weights).anyMatch(weight -> weight != weights[0]);
    }

    /**
     * As many draws that all count alike, for formats without weights: each is taken as often as its weight says, to
     * the nearest whole number below or above (systematic resampling, Kitagawa 1996, from the middle of the first
     * interval, so that the answer is always the same). The same object when all count alike already.
     */
    public DrawSet equallyWeighted() {
        if (!isWeighted()) {
            return this;
        }
        int[] taken = new int[count()];
        double below = weights[0];
        int draw = 0;
        for (int k = 0; k < taken.length; k++) {
            double mark = (k + 0.5) / taken.length;
            while (below < mark && draw + 1 < taken.length) {
                below += weights[++draw];
            }
            taken[k] = draw;
        }
        return taking(taken);
    }

    private DrawSet taking(int[] draws) {
        double[] equal = new double[draws.length];
        Arrays.fill(equal, 1.0 / draws.length);
        List<Statistic> some = new ArrayList<>();
        for (Statistic one : statistics) {
            some.add(new Statistic(one.name(), Arrays.stream(draws).mapToDouble(k -> one.values()[k]).toArray()));
        }
        double[][] rows = Arrays.stream(draws).mapToObj(k -> values[k]).toArray(double[][]::new);
        return new DrawSet(model, variables, rows, chains, some, equal, about, adaptations);
    }
}
