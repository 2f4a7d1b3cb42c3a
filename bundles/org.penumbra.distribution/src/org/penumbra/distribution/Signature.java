package org.penumbra.distribution;

import java.util.ArrayList;
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
        if (parameters.stream().filter(Parameter::vector).count() > 1) {
            throw new IllegalArgumentException("at most one parameter is a vector");
        }
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

    /** Position of the parameter that is a vector, or -1. */
    public int vectorIndex() {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).vector()) {
                return i;
            }
        }
        return -1;
    }

    /**
     * This signature for a vector of {@code size} elements: in place of the vector there are as many scalar parameters
     * {@code name[1]}, {@code name[2]}..., and a bound of the support that names the vector is {@code size}. This is
     * the order in which the distribution receives its parameters.
     */
    public Signature expanded(int size) {
        int position = vectorIndex();
        if (position < 0) {
            return this;
        }
        Parameter vector = parameters.get(position);
        List<Parameter> scalars = new ArrayList<>(parameters);
        scalars.remove(position);
        for (int k = 0; k < size; k++) {
            scalars.add(position + k, new Parameter(vector.name() + "[" + (k + 1) + "]", vector.support(),
                    vector.documentation(), null));
        }
        return new Signature(scalars, support.with(vector.name(), size), discrete, location, scale, distribution);
    }

    /**
     * This signature as a part of another one: with a prefix before the names of its parameters, wherever it refers to
     * them.
     */
    public Signature prefixed(String prefix) {
        List<Parameter> renamed = parameters.stream().map(parameter -> new Parameter(prefix + parameter.name(),
                parameter.support(), parameter.documentation(), parameter.defaultValue(), parameter.vector())).toList();
        return new Signature(renamed, new Support(support.kind(), prefixed(prefix, support.lower()),
                prefixed(prefix, support.upper())), discrete, location.isEmpty() ? "" : prefix + location,
                scale.isEmpty() ? "" : prefix + scale, distribution);
    }

    private static Support.Bound prefixed(String prefix, Support.Bound bound) {
        return bound.parameter() == null ? bound : bound.renamed(prefix + bound.parameter());
    }

    /** This signature, with {@code base.} before all of its names when one of them is among those that others have. */
    public Signature beside(String... others) {
        boolean clash = List.of(others).stream().anyMatch(name -> indexOf(name) >= 0);
        return clash ? prefixed("base.").beside(others) : this;
    }

    /** Whether the support is one number, given by a parameter. */
    public boolean isPoint() {
        return support.lower().parameter() != null && support.lower().equals(support.upper());
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
     * @param vector whether it is a vector, each element of which lies in {@code support}
     */
    public record Parameter(String name, Support support, String documentation, Double defaultValue, boolean vector) {

        /** A scalar. */
        public Parameter(String name, Support support, String documentation, Double defaultValue) {
            this(name, support, documentation, defaultValue, false);
        }
    }
}
