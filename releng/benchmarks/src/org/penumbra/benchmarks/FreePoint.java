package org.penumbra.benchmarks;

import java.util.Map;
import java.util.TreeSet;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.SiteMap.Site;

/** Free coordinates from the values of all latent sites. */
final class FreePoint {

    private FreePoint() {
    }

    /**
     * @param named values by site, row-major
     * @throws IllegalStateException when a site has no values, too few or too many, or values have no site
     */
    static double[] of(SiteMap sites, Map<String, double[]> named) {
        double[] values = new double[sites.valueCount()];
        TreeSet<String> unused = new TreeSet<>(named.keySet());
        int dimension = 0;
        for (Site site : sites.sites()) {
            if (site.kind() == Site.Kind.LATENT) {
                double[] found = named.get(site.name());
                if (found == null || found.length != site.size()) {
                    throw new IllegalStateException(site.name() + " has " + site.size() + " values in the model, and "
                            + (found == null ? "none" : found.length) + " where they come from");
                }
                System.arraycopy(found, 0, values, site.valueOffset(), found.length);
                unused.remove(site.name());
                dimension += site.freeSize();
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException("no sites of the model: " + unused);
        }
        double[] x = new double[dimension];
        sites.unconstrain(values, x);
        return x;
    }
}
