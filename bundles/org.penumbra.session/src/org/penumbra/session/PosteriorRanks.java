package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.BoundArray;
import org.penumbra.inference.SiteMap;
import org.penumbra.math.RandomStream;

/**
 * Where true values lie in weighted draws of their posterior. With n draws that count alike, r of them below the true
 * value, the probability below it is (r + u) / (n + 1) with u uniform on [0, 1): exactly uniform when the true value is
 * just another draw (Talts et al. 2018, "Validating Bayesian inference algorithms with simulation-based calibration").
 * With weights, r is n times the weight below.
 */
final class PosteriorRanks {

    /** Values that differ by less, relatively, differ by rounding only. */
    private static final double ALIKE = 1e-12;

    private final SiteMap sites;
    private final List<Integer> positions = new ArrayList<>();
    private final double[] truth;

    /** @param drawn true values of the latent sites, by name */
    PosteriorRanks(SiteMap sites, Map<String, BoundArray> drawn) {
        this.sites = sites;
        this.truth = new double[sites.valueCount()];
        for (SiteMap.Site site : sites.sites()) {
            if (site.kind() == SiteMap.Site.Kind.LATENT) {
                double[] values = drawn.get(site.name()).values();
                for (int k = 0; k < site.size(); k++) {
                    truth[site.valueOffset() + k] = values[k];
                    positions.add(site.valueOffset() + k);
                }
            }
        }
    }

    /** Of all numbers, in the order of the probabilities. */
    List<String> names() {
        return positions.stream().map(sites::valueName).toList();
    }

    /** @param points draws in free coordinates, at least one */
    Replication.Answered of(double[][] points, Weights weights, RandomStream random, boolean trusted) {
        int count = positions.size();
        double[] below = new double[count];
        double[] alike = new double[count];
        double[] values = new double[sites.valueCount()];
        boolean[] varies = new boolean[count];
        for (int draw = 0; draw < points.length; draw++) {
            sites.constrain(points[draw], values);
            for (int i = 0; i < count; i++) {
                double value = values[positions.get(i)];
                double real = truth[positions.get(i)];
                boolean same = Math.abs(value - real) <= ALIKE * Math.max(Math.abs(value), Math.abs(real));
                varies[i] |= !same;
                alike[i] += same ? weights.values()[draw] : 0;
                below[i] += same || value >= real ? 0 : Double.isNaN(value) ? Double.NaN : weights.values()[draw];
            }
        }
        double[] probabilities = new double[count];
        int draws = points.length;
        // Weights sum to 1 but for rounding, and a probability is not to be beyond 1 for that; NaN stays NaN.
        Arrays.setAll(probabilities, i -> Math.min(1,
                (draws * below[i] + random.nextDouble() * (draws * alike[i] + 1)) / (draws + 1)));
        return new Replication.Answered(probabilities, varies, trusted);
    }
}
