package org.penumbra.distribution;

import java.util.List;
import java.util.function.Supplier;

/**
 * One way to write a distribution: its parameters in order. {@code Bernoulli(probs)} and {@code Bernoulli(logits)} are
 * two signatures of one distribution.
 *
 * @param parameters in positional order
 * @param support of the variate
 * @param discrete whether values are integers
 * @param location name of the location parameter of a location-scale family, or empty: such a site can be non-centred
 * @param scale name of the scale parameter of a location-scale family, or empty
 * @param distribution loads and creates the implementation on first use; throws PenumbraException with the bundle id
 */
public record Signature(List<Parameter> parameters, Support support, boolean discrete, String location, String scale,
        Supplier<Distribution> distribution) {

    public Signature {
        parameters = List.copyOf(parameters);
    }

    /** Position of the parameter with this name, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether {@code @noncentered} makes sense. */
    public boolean isLocationScale() {
        return !location.isEmpty() && !scale.isEmpty();
    }

    /**
     * @param name as written in {@code Normal(loc = 0, scale = 1)}
     * @param support what its values must satisfy; free of references to other parameters
     * @param documentation one sentence
     * @param defaultValue used when it is left out, or null when it must be given
     */
    public record Parameter(String name, Support support, String documentation, Double defaultValue) {
    }
}
