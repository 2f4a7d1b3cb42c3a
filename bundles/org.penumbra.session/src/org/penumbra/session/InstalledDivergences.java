package org.penumbra.session;

import java.util.Optional;
import org.penumbra.inference.divergences.Divergence;
import org.penumbra.inference.divergences.Divergences;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** The closed forms that are registered; a class is loaded when its pair of families is asked for. */
record InstalledDivergences(Registry registry) implements Divergences {

    @Override
    public Optional<Divergence> find(String guide, String prior, String coordinates) {
        return registry.contributions(Point.DIVERGENCES).stream().filter(one -> has(one, "guide", guide)
                && has(one, "prior", prior) && has(one, "coordinates", coordinates)).findFirst()
                .map(one -> one.create(Divergence.class));
    }

    private static boolean has(Contribution contribution, String attribute, String value) {
        return contribution.attribute(attribute).filter(value::equals).isPresent();
    }
}
