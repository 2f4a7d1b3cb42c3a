package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.inference.Guide;
import org.penumbra.inference.SiteMap;

/**
 * The weights of one layer of a network, summed up: single ones mean nothing to a person.
 *
 * @param name as in {@code Decoder.h.weight}
 * @param kind {@code parameter} of the model, {@code guide} for one of the guide, {@code latent} for weights with a
 *        prior
 * @param shape extents
 * @param mean of the weights, for those with a prior of their posterior means, like the next two
 * @param meanAbs mean of their absolute values
 * @param norm Euclidean
 * @param meanSd mean of the posterior standard deviations; NaN without a prior
 * @param largestZ largest absolute posterior mean in its standard deviations; NaN without a prior
 */
public record WeightSummary(String name, String kind, List<Integer> shape, double mean, double meanAbs, double norm,
        double meanSd, double largestZ) {

    static final String PARAMETER = "parameter";
    static final String GUIDE = "guide";
    static final String LATENT = "latent";

    public WeightSummary {
        shape = List.copyOf(shape);
    }

    /** Number of weights. */
    public int count() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** Whether a site, or a number with subscripts, belongs to a network: no name of a text has a point in it. */
    public static boolean isWeight(String name) {
        return name.indexOf('.') >= 0;
    }

    /**
     * @param large parameters of the model that are stored apart, all of networks among them
     * @param sites summaries, those of weights with a prior among them
     * @param guide parameters of the guide
     */
    static List<WeightSummary> of(SiteMap map, LargeParameters large, List<SiteSummary> sites,
            List<Guide.NamedValue> guide) {
        List<WeightSummary> all = new ArrayList<>();
        large.all().stream().filter(one -> isWeight(one.name()))
                .forEach(one -> all.add(ofPoint(one.name(), PARAMETER, one.shape(), one.values())));
        Map<String, List<SiteSummary>> byLayer = new LinkedHashMap<>();
        sites.stream().filter(one -> isWeight(one.name()) && !one.isParameter())
                .forEach(one -> byLayer.computeIfAbsent(one.site(), key -> new ArrayList<>()).add(one));
        map.sites().stream().filter(site -> byLayer.containsKey(site.name()))
                .forEach(site -> all.add(ofLatent(site, byLayer.get(site.name()))));
        NamedNumbers.of(guide).stream().filter(one -> isWeight(one.name()))
                .forEach(one -> all.add(ofPoint(one.name(), GUIDE, one.shape(), one.values())));
        return all;
    }

    private static WeightSummary ofPoint(String name, String kind, List<Integer> shape, double[] values) {
        return new WeightSummary(name, kind, shape, mean(values), mean(absolute(values)), norm(values), Double.NaN,
                Double.NaN);
    }

    private static WeightSummary ofLatent(SiteMap.Site site, List<SiteSummary> elements) {
        double[] means = elements.stream().mapToDouble(SiteSummary::mean).toArray();
        double[] sds = elements.stream().mapToDouble(SiteSummary::sd).toArray();
        double largest = elements.stream().mapToDouble(one -> Math.abs(one.mean()) / one.sd()).max().orElse(Double.NaN);
        boolean whole = elements.size() == site.size();
        return new WeightSummary(site.name(), LATENT, site.shape(), mean(means), mean(absolute(means)),
                whole ? norm(means) : Double.NaN, mean(sds), whole ? largest : Double.NaN);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }
}
