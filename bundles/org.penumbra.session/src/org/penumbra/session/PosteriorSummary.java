package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;
import org.penumbra.math.chains.ChainSample;

/** Summaries of draws, one for each number that the model reports, deterministic sites included. */
final class PosteriorSummary {

    /** Numbers held at once; large models are summarised in several passes over the draws. */
    private static final int HELD = 8_000_000;

    private final SiteMap sites;
    private final double[][] points;
    private final Weights weights;
    private final boolean spread;
    private final int chains;

    /** @param spread false for a point estimate */
    PosteriorSummary(SiteMap sites, FitResult.Draws draws, Weights weights, boolean spread) {
        this(sites, draws, weights, spread, 0);
    }

    /** @param chains that the draws are of, one after the other; 0 for independent draws */
    PosteriorSummary(SiteMap sites, FitResult.Draws draws, Weights weights, boolean spread, int chains) {
        this.chains = chains;
        this.sites = sites;
        this.points = draws.points();
        this.weights = weights;
        this.spread = spread;
    }

    /** The summary of one number whose draws are all there. */
    static SiteSummary of(String name, double[] values, Weights weights) {
        return new PosteriorSummary(null, new FitResult.Draws(new double[0][], new double[0], new double[0]), weights,
                true).summary(name, values);
    }

    List<SiteSummary> all() {
        int block = Math.max(1, HELD / Math.max(1, points.length));
        int[] positions = LargeParameters.others(sites);
        boolean[] isParameter = parameters();
        SiteSummary[] summaries = new SiteSummary[positions.length];
        for (int from = 0; from < positions.length; from += block) {
            int[] some = Arrays.copyOfRange(positions, from, Math.min(positions.length, from + block));
            double[][] columns = columns(some);
            for (int i = 0; i < some.length; i++) {
                String name = sites.valueName(some[i]);
                summaries[from + i] = isParameter[some[i]] ? parameter(name, columns[i]) : variable(name, columns[i]);
            }
        }
        return withLarge(summaries);
    }

    private SiteSummary variable(String name, double[] column) {
        ChainSample sample = chains == 0 ? null : ChainSample.of(column.clone(), chains);
        SiteSummary summary = summary(name, column);
        return sample == null ? summary : summary.with(sample);
    }

    private static SiteSummary parameter(String name, double[] column) {
        double value = column.length == 0 ? Double.NaN : column[0];
        return SiteSummary.ofParameters(name, value, value, 1);
    }

    private boolean[] parameters() {
        boolean[] parameters = new boolean[sites.valueCount()];
        sites.sites().stream().filter(SiteMap.Site::parameter).forEach(site -> Arrays.fill(parameters,
                site.valueOffset(), site.valueOffset() + site.size(), true));
        return parameters;
    }

    /** With one summary for each site or parameter that is too large for one of each element. */
    private List<SiteSummary> withLarge(SiteSummary[] others) {
        Map<String, double[]> large = LargeParameters.of(new FitResult.Draws(points, new double[points.length],
                new double[points.length]), sites).byName();
        List<SiteSummary> all = new ArrayList<>();
        int next = 0;
        for (SiteMap.Site site : sites.sites()) {
            if (large.containsKey(site.name())) {
                all.add(SiteSummary.ofElements(site.name(), large.get(site.name())));
            } else if (!LargeParameters.isLarge(site)) {
                List<SiteSummary> elements = Arrays.asList(others).subList(next, next + site.size());
                all.addAll(LargeDraws.isLarge(site) ? List.of(SiteSummary.ofArray(site.name(), elements)) : elements);
                next += site.size();
            }
        }
        return all;
    }

    private double[][] columns(int[] positions) {
        double[][] columns = new double[positions.length][points.length];
        double[] values = new double[sites.valueCount()];
        for (int draw = 0; draw < points.length; draw++) {
            sites.constrain(points[draw], values);
            for (int i = 0; i < positions.length; i++) {
                columns[i][draw] = values[positions[i]];
            }
        }
        return columns;
    }

    private SiteSummary summary(String name, double[] values) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            return new SiteSummary(name, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        if (weights.corrected()) {
            return weighted(name, values);
        }
        double mean = mean(values);
        Arrays.sort(values);
        if (!spread) {
            return new SiteSummary(name, mean, Double.NaN, Double.NaN, quantile(values, 0.5), Double.NaN);
        }
        return ofEqual(name, mean, values);
    }

    /** Of draws that count alike; they are sorted on the way. */
    static SiteSummary ofEqual(String name, double[] values) {
        double mean = mean(values);
        Arrays.sort(values);
        return ofEqual(name, mean, values);
    }

    private static SiteSummary ofEqual(String name, double mean, double[] sorted) {
        return new SiteSummary(name, mean, deviation(sorted, mean), quantile(sorted, 0.05), quantile(sorted, 0.5),
                quantile(sorted, 0.95));
    }

    private SiteSummary weighted(String name, double[] values) {
        WeightedValues all = new WeightedValues(values, weights.values());
        return new SiteSummary(name, all.mean(), all.deviation(), all.quantile(0.05), all.quantile(0.5),
                all.quantile(0.95));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }

    /** Type 7 of Hyndman and Fan (1996), the default of R and NumPy: linear between the order statistics. */
    static double quantile(double[] sorted, double probability) {
        double position = (sorted.length - 1) * probability;
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        double weight = position - below;
        return weight == 0 || sorted[below] == sorted[above] ? sorted[below]
                : sorted[below] + weight * (sorted[above] - sorted[below]);
    }
}
