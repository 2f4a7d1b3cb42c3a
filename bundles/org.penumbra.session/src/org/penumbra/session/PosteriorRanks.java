package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.penumbra.compiler.BoundArray;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Where true values lie in weighted draws of their posterior ({@link RankTally}). Discrete sites that were summed out
 * are drawn given each draw of the others, which makes joint draws of all.
 */
final class PosteriorRanks {

    private static final long DISCRETE_STREAM = 1;
    /** Values of discrete sites drawn at most: large models use some of their draws, evenly spaced. */
    private static final long MOST_VALUES = 2_000_000;
    private static final int FEWEST_DRAWS = 50;

    private final SiteMap sites;
    private final DiscreteSites discrete;
    private final List<Integer> positions = new ArrayList<>();
    private final double[] truth;
    private final double[] discreteTruth;

    /** @param drawn true values of the latent sites, by name */
    PosteriorRanks(Target target, Map<String, BoundArray> drawn) {
        this.sites = target.sites();
        this.discrete = target.discreteSites();
        List<Double> values = new ArrayList<>();
        for (SiteMap.Site site : sites.sites()) {
            if (site.kind() == SiteMap.Site.Kind.LATENT && !site.parameter() && !isDiscrete(site)) {
                double[] own = drawn.get(site.name()).values();
                for (int k = 0; k < site.size(); k++) {
                    values.add(own[k]);
                    positions.add(site.valueOffset() + k);
                }
            }
        }
        this.truth = values.stream().mapToDouble(Double::doubleValue).toArray();
        this.discreteTruth = new double[discrete.valueCount()];
        for (DiscreteSites.Site site : discrete.sites()) {
            System.arraycopy(drawn.get(site.name()).values(), 0, discreteTruth, site.valueOffset(), site.size());
        }
    }

    /** Whether it is drawn with the others; it is ranked as those that are summed out. */
    private boolean isDiscrete(SiteMap.Site site) {
        return discrete.sites().stream().anyMatch(one -> one.name().equals(site.name()));
    }

    /** Of all numbers, in the order of the probabilities. */
    List<String> names() {
        List<String> names = new ArrayList<>(positions.stream().map(sites::valueName).toList());
        for (DiscreteSites.Site site : discrete.sites()) {
            for (int k = 0; k < site.size(); k++) {
                names.add(site.elementName(k));
            }
        }
        return names;
    }

    /** @param points draws in free coordinates, at least one */
    Replication.Answered of(double[][] points, Weights weights, RandomStream random, boolean trusted) {
        RankTally tally = new RankTally(truth);
        double[] values = new double[sites.valueCount()];
        double[] latent = new double[truth.length];
        for (int draw = 0; draw < points.length; draw++) {
            sites.constrain(points[draw], values);
            Arrays.setAll(latent, i -> values[positions.get(i)]);
            tally.add(latent, weights.values()[draw]);
        }
        double[] probabilities = tally.probabilities(random, true);
        if (discreteTruth.length == 0) {
            return new Replication.Answered(probabilities, tally.varies(), trusted);
        }
        RankTally others = discrete(points, weights, random.stream(DISCRETE_STREAM));
        return new Replication.Answered(DoubleStream.concat(Arrays.stream(probabilities),
                Arrays.stream(others.probabilities(random, false))).toArray(),
                joined(tally.varies(), others.varies()), trusted);
    }

    private RankTally discrete(double[][] points, Weights weights, RandomStream random) {
        RankTally tally = new RankTally(discreteTruth);
        double[] values = new double[discreteTruth.length];
        int used = (int) Math.min(points.length, Math.max(FEWEST_DRAWS, MOST_VALUES / discreteTruth.length));
        for (int k = 0; k < used; k++) {
            int draw = (int) ((long) k * points.length / used);
            discrete.sample(points[draw], random, values);
            tally.add(values, weights.values()[draw]);
        }
        return tally;
    }

    private static boolean[] joined(boolean[] first, boolean[] second) {
        boolean[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
