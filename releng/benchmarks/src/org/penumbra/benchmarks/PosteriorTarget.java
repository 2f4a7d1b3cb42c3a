package org.penumbra.benchmarks;

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
        return FreePoint.of(target.sites(), point.values());
    }
}
