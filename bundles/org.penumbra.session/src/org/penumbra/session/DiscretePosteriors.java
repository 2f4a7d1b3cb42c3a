package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.FitResult;

/** Posterior probabilities of the discrete sites that a target has summed out. */
final class DiscretePosteriors {

    /** Probabilities computed at most, all draws together: large models use some of their draws, evenly spaced. */
    private static final long MOST_NUMBERS = 10_000_000;
    private static final int FEWEST_DRAWS = 50;

    private final DiscreteSites sites;
    private final double[][] points;
    private final double[] weights;

    DiscretePosteriors(DiscreteSites sites, FitResult.Draws draws, Weights weights) {
        this.sites = sites;
        this.points = draws.points();
        this.weights = weights.values();
    }

    /** One summary for each element, in the order of the model. */
    List<DiscreteSummary> all(Cancellation cancellation) {
        if (sites.sites().isEmpty()) {
            return List.of();
        }
        double[] probabilities = average(cancellation);
        List<DiscreteSummary> summaries = new ArrayList<>();
        for (DiscreteSites.Site site : sites.sites()) {
            for (int within = 0; within < site.size(); within++) {
                int start = site.probabilityOffset() + within * site.cardinality();
                summaries.add(new DiscreteSummary(site.elementName(within), site.low(),
                        Arrays.copyOfRange(probabilities, start, start + site.cardinality())));
            }
        }
        return summaries;
    }

    private double[] average(Cancellation cancellation) {
        int count = sites.probabilityCount();
        double[] total = new double[count];
        double[] one = new double[count];
        int used = (int) Math.min(points.length, Math.max(FEWEST_DRAWS, MOST_NUMBERS / count));
        int done = 0;
        double weight = 0;
        while (done < used && !(done >= FEWEST_DRAWS && cancellation.isCancelled())) {
            int draw = (int) ((long) done * points.length / used);
            sites.probabilities(points[draw], one);
            for (int i = 0; i < count; i++) {
                total[i] += weights[draw] * one[i];
            }
            weight += weights[draw];
            done++;
        }
        for (int i = 0; i < count; i++) {
            total[i] /= weight;
        }
        return total;
    }
}
