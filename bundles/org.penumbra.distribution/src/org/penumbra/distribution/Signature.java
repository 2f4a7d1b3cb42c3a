package org.penumbra.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One way to write a distribution: its parameters in order. {@code Bernoulli(probs)} and {@code Bernoulli(logits)} are
 * two signatures of one distribution.
 *
 * @param parameters in positional order
 * @param support of the variate, or of each of its elements
 * @param discrete whether values are integers
 * @param location name of the location parameter of a location-scale family, or empty: such a site can be non-centred
 * @param scale name of the scale parameter of a location-scale family, or empty
 * @param distribution loads and creates the implementation on first use; throws PenumbraException with the bundle id.
 *        A distribution of vectors or matrices has it in its event instead
 * @param event what one draw is when it is a vector or matrix, or has parameters that are blocks
 */
public record Signature(List<Parameter> parameters, Support support, boolean discrete, String location, String scale,
        Supplier<Distribution> distribution, Optional<Event> event) {

    /** A distribution of one number. */
    public Signature(List<Parameter> parameters, Support support, boolean discrete, String location, String scale,
            Supplier<Distribution> distribution) {
        this(parameters, support, discrete, location, scale, distribution, Optional.empty());
    }

    /** A distribution of a vector or matrix, whose elements lie in {@code support}. */
    public static Signature multivariate(List<Parameter> parameters, Support support, String location, String scale,
            Event event) {
        return new Signature(parameters, support, support.isDiscrete(), location, scale, () -> {
            throw new IllegalStateException("a distribution of vectors or matrices has no density of one number");
        }, Optional.of(event));
    }

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
        return new Signature(scalars, support.with(vector.name(), size), discrete, location, scale, distribution,
                event);
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

    /** Whether {@code @noncentered} makes sense; a vector that starts at 0, as random walks do, needs no location. */
    public boolean isLocationScale() {
        return (event.isPresent() || !location.isEmpty()) && !scale.isEmpty();
    }

    /** Whether draws and parameters may be vectors and matrices: the implementation is that of the event. */
    public boolean isMultivariate() {
        return event.isPresent();
    }

    /** Names and numbers for the extents of one draw; empty for one number. */
    public List<String> eventDims() {
        return event.map(Event::dims).orElse(List.of());
    }

    /** The structure of one draw, if it has one. */
    public Optional<Structure> structure() {
        return event.flatMap(Event::structure);
    }

    /** What the variate lies in, with the shape of one draw: {@code positive}, {@code real[K]}, {@code cov[K]}. */
    public String supportText() {
        return Event.describe(support, structure(), eventDims());
    }

    /**
     * @param name as written in {@code Normal(loc = 0, scale = 1)}
     * @param support what its values, or its elements, must satisfy; free of references to other parameters
     * @param documentation one sentence
     * @param defaultValue used when it is left out, or null when it must be given
     * @param vector whether it is a vector whose elements a distribution of one number receives one after the other
     * @param dims a name or number for the extent of each axis, as in {@link Event#dims()}; empty for a scalar
     * @param structure that the block must have, if any
     */
    public record Parameter(String name, Support support, String documentation, Double defaultValue, boolean vector,
            List<String> dims, Optional<Structure> structure) {

        public Parameter {
            dims = List.copyOf(dims);
        }

        /** A scalar, or the one vector that a distribution of one number may have. */
        public Parameter(String name, Support support, String documentation, Double defaultValue, boolean vector) {
            this(name, support, documentation, defaultValue, vector, List.of(), Optional.empty());
        }

        /** A scalar. */
        public Parameter(String name, Support support, String documentation, Double defaultValue) {
            this(name, support, documentation, defaultValue, false);
        }

        /** A block, each element of which lies in {@code support}; a default is the value of every element. */
        public Parameter(String name, Support support, String documentation, Double defaultValue, List<String> dims,
                Optional<Structure> structure) {
            this(name, support, documentation, defaultValue, false, dims, structure);
        }

        /** What its values must satisfy, with their shape: {@code positive}, {@code real[K, R]}, {@code cov[K]}. */
        public String supportText() {
            return Event.describe(support, structure, dims);
        }
    }
}
