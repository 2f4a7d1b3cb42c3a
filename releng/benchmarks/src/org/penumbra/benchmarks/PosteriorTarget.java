package org.penumbra.benchmarks;

import java.util.TreeSet;
import org.penumbra.inference.SiteMap.Site;
import org.penumbra.inference.Target;
import org.penumbra.registry.Registry;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** Our model of a posterior, bound to its data and compiled. */
final class PosteriorTarget {

    private static final Session SESSION = new Session(Registry.open());

    private final Target target;

    /**
     * @throws org.penumbra.core.PenumbraException when it cannot be bound or compiled
     */
    PosteriorTarget(Posterior posterior) {
        target = SESSION.prepare(FitRequest.of(posterior.source()).withData(posterior.data())).target();
    }

    Target target() {
        return target;
    }

    /** The free coordinates of a point of the check file. */
    double[] unconstrain(Posterior.Point point) {
        double[] values = new double[target.sites().valueCount()];
        TreeSet<String> unused = new TreeSet<>(point.values().keySet());
        for (Site site : target.sites().sites()) {
            if (site.kind() == Site.Kind.LATENT) {
                double[] found = point.values().get(site.name());
                if (found == null || found.length != site.size()) {
                    throw new IllegalStateException(site.name() + " has " + site.size() + " values in the model, and "
                            + (found == null ? "none" : found.length) + " in the check file");
                }
                System.arraycopy(found, 0, values, site.valueOffset(), found.length);
                unused.remove(site.name());
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException("no sites of the model: " + unused);
        }
        double[] x = new double[target.dimension()];
        target.sites().unconstrain(values, x);
        return x;
    }
}
