package org.penumbra.distribution;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one draw of a distribution of vectors or matrices is.
 *
 * @param dims for each axis its extent: a number, a name, or a name plus or minus a number ({@code J+1}). A name that
 *        is among the {@code dims} of parameters is the extent there; the name of a scalar parameter is its value; any
 *        other name is as long as the data or the declared type
 * @param structure of which each draw is, if of any
 * @param distribution loads and creates the implementation on first use; throws PenumbraException with the bundle id
 */
public record Event(List<String> dims, Optional<Structure> structure, Supplier<MultivariateDistribution> distribution) {

    public Event {
        dims = List.copyOf(dims);
    }

    /**
     * A set of blocks as text: {@code real}, {@code real[K]}, {@code simplex[K]}, {@code cov[K]}.
     *
     * @param elements what each element lies in
     */
    static String describe(Support elements, Optional<Structure> structure, List<String> dims) {
        if (structure.isPresent()) {
            return structure.get() + "[" + dims.getFirst() + "]";
        }
        return dims.isEmpty() ? elements.toString() : elements + "[" + String.join(", ", dims) + "]";
    }
}
