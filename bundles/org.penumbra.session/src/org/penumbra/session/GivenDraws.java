package org.penumbra.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.inference.SiteMap;
import org.penumbra.math.RandomStream;

/**
 * Some draws of a stored run, all of which count alike, as values of the sites that another binding of its model has.
 */
final class GivenDraws {

    private final StoredRun run;
    private final List<RunVariable> usable = new ArrayList<>();
    private final Map<String, double[]> large = new HashMap<>();
    private final int[] chosen;

    /**
     * @param count as many as are wanted; a weighted run is drawn from again, in strata, and so is one that has fewer
     * @param random decides where the strata begin
     */
    GivenDraws(StoredRun run, List<SiteMap.Site> sites, int count, RandomStream random) {
        this(run, sites, chosen(run.weights(), count, random.nextDouble()));
    }

    /** Every draw of the run once, in its order and whatever its weight. */
    static GivenDraws each(StoredRun run, List<SiteMap.Site> sites) {
        return new GivenDraws(run, sites, IntStream.range(0, run.count()).toArray());
    }

    private GivenDraws(StoredRun run, List<SiteMap.Site> sites, int[] chosen) {
        this.run = run;
        for (RunVariable variable : run.variables()) {
            sites.stream().filter(site -> site.kind() == SiteMap.Site.Kind.LATENT
                    && site.name().equals(variable.name()) && site.size() == variable.size()).findFirst()
                    .ifPresent(site -> usable.add(variable));
        }
        sites.stream().filter(site -> run.parameters().getOrDefault(site.name(), new double[0]).length == site.size())
                .forEach(site -> large.put(site.name(), run.parameters().get(site.name())));
        this.chosen = chosen;
    }

    /** Systematic resampling: a draw that weighs w comes up floor(count w) or one more time. */
    private static int[] chosen(double[] weights, int count, double start) {
        int[] chosen = new int[count];
        double below = 0;
        int draw = -1;
        for (int k = 0; k < count; k++) {
            double wanted = (k + start) / count;
            while (draw < 0 || below <= wanted && draw < weights.length - 1) {
                below += weights[++draw];
            }
            chosen[k] = draw;
        }
        return chosen;
    }

    boolean has(String site) {
        return large.containsKey(site) || usable.stream().anyMatch(variable -> variable.name().equals(site));
    }

    /** Values of the sites by name. */
    Map<String, double[]> values(int number) {
        Map<String, double[]> values = new HashMap<>(large);
        double[] all = run.values()[chosen[number]];
        for (RunVariable variable : usable) {
            double[] own = new double[variable.size()];
            System.arraycopy(all, variable.offset(), own, 0, own.length);
            values.put(variable.name(), own);
        }
        return values;
    }
}
