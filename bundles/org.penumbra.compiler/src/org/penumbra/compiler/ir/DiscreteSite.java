package org.penumbra.compiler.ir;

import org.penumbra.core.Location;
import org.penumbra.expression.Array;

/**
 * A discrete latent site with finite support, which is summed out of the log density.
 *
 * @param array its elements, of role {@link Array.Role#DISCRETE}; the name is that of the text
 * @param low smallest value of any element
 * @param high largest value of any element, at least {@code low}
 * @param location where it is declared, or null
 */
public record DiscreteSite(Array array, int low, int high, Location location) {

    public String name() {
        return array.name();
    }

    /** Number of values that an element can take. */
    public int cardinality() {
        return high - low + 1;
    }
}
