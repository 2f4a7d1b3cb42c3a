package org.penumbra.compiler;

import java.util.Objects;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.network.LayerCatalog;

/**
 * What models may name.
 *
 * @param distributions after {@code ~}
 * @param layers in networks
 */
public record InstalledParts(DistributionCatalog distributions, LayerCatalog layers) {

    public InstalledParts {
        Objects.requireNonNull(distributions);
        Objects.requireNonNull(layers);
    }

    /** Distributions alone. */
    public static InstalledParts of(DistributionCatalog distributions) {
        return new InstalledParts(distributions, LayerCatalog.NONE);
    }
}
