package org.penumbra.inference.divergences;

import java.util.Optional;

/** The closed forms that are installed. */
@FunctionalInterface
public interface Divergences {

    /** None. */
    Divergences NONE = (guide, prior, coordinates) -> Optional.empty();

    /**
     * @param guide family of the guide in one coordinate, {@code Normal}
     * @param prior name of the distribution of the prior
     * @param coordinates how the coordinate relates to the value, as in {@link PriorFactors.Factor}
     * @return empty when nobody knows a closed form
     */
    Optional<Divergence> find(String guide, String prior, String coordinates);
}
