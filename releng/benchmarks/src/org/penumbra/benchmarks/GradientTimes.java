package org.penumbra.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times of one benchmark and its rivals.
 *
 * @param name of the workload
 * @param nanoseconds for one gradient, by method; over rounds, of which each gives the median of its iterations
 * @param ratios how many times as long as a rival the compiled code takes, by the rival's name; round by round
 * @param limits of some of the ratios
 */
record GradientTimes(String name, Map<String, Spread> nanoseconds, Map<String, Spread> ratios,
        Map<String, Double> limits) {

    private static final String COMPILED = "compiled";

    static GradientTimes of(String name, Map<String, double[]> rounds, Map<String, Double> limits) {
        Map<String, Spread> times = new LinkedHashMap<>();
        Map<String, Spread> ratios = new LinkedHashMap<>();
        times.put(COMPILED, Spread.of(rounds.get(COMPILED)));
        rounds.forEach((method, values) -> {
            if (!method.equals(COMPILED)) {
                times.put(method, Spread.of(values));
                ratios.put(method, Spread.ofRatios(rounds.get(COMPILED), values));
            }
        });
        return new GradientTimes(name, times, ratios, limits);
    }

    void print() {
        System.out.printf("%n%-24s %14s %24s   %s%n", name, "median ns", "rounds", "compiled / this");
        nanoseconds.forEach((method, time) -> System.out.printf("  %-22s %,14.1f %24s   %s%n", method, time.median(),
                time.range("%,.1f"), ratios.containsKey(method) ? ratio(method) : ""));
    }

    private String ratio(String rival) {
        Spread ratio = ratios.get(rival);
        String limit = limits.containsKey(rival) ? ", limit %.1f".formatted(limits.get(rival)) : "";
        return "%.2f (%s%s)".formatted(ratio.median(), ratio.range("%.2f"), limit);
    }

    List<String> exceeded() {
        List<String> found = new ArrayList<>();
        limits.forEach((rival, limit) -> {
            double ratio = ratios.get(rival).median();
            if (!(ratio <= limit)) {
                found.add("%s takes %.2f times as long as %s, more than %.1f".formatted(name, ratio, rival, limit));
            }
        });
        return found;
    }
}
