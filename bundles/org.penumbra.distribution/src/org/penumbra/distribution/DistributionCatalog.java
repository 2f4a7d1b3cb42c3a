package org.penumbra.distribution;

import java.util.Collection;
import java.util.Optional;

/** The distributions that are installed, by the name written in models. */
public interface DistributionCatalog {

    Optional<DistributionEntry> find(String name);

    /** All names, sorted. */
    Collection<String> names();
}
