package org.penumbra.registry;

import java.util.Map;
import java.util.Optional;

/** One registered part, known by what its {@code plugin.xml} says of it; its classes load when they are asked for. */
public final class Contribution {
    private static final String CLASS = "class";
    private static final String OPTIONS = "options";

    private final Point point;
    private final Map<String, String> attributes;
    private final Origin origin;

    /** The options of a part that registers none. */
    public record NoOptions() {
    }

    Contribution(Point point, Map<String, String> attributes, Origin origin) {
        this.point = point;
        this.attributes = Map.copyOf(attributes);
        this.origin = origin;
    }

    /** As written in models and on the command line; never empty. */
    public String name() {
        return attributes.get("name");
    }

    /** What it is, plain text; empty when the registration has none. */
    public String documentation() {
        return attribute("documentation").orElse("");
    }

    /** The symbolic name of the bundle that contributes it. */
    public String bundle() {
        return origin.bundle();
    }

    public Point point() {
        return point;
    }

    /** Any attribute of the registration, such as {@code guide} of an algorithm: the name of the guide it wants. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /**
     * The record type of its options, {@link NoOptions} when none is registered. Loads that class and no other.
     *
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) when the class is missing or is not a record
     */
    public Class<? extends Record> optionsType() {
        return attributes.containsKey(OPTIONS)
                ? origin.load("the options of " + this, attributes.get(OPTIONS), Record.class) : NoOptions.class;
    }

    /**
     * A new instance.
     *
     * @param type the contract: {@code Algorithm.class} and so on; for a distribution, the class of its first signature
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED, PEN-4004 to PEN-4006) naming the bundle when it
     *         cannot be created, or takes other options than it registers
     */
    public <T> T create(Class<T> type) {
        T created = origin.create(toString(), attributes.get(CLASS), type);
        origin.optionsOf(toString(), created.getClass(), type).ifPresent(this::requireOptions);
        return created;
    }

    /** A forgotten options attribute would otherwise end as a ClassCastException in the middle of a run. */
    private void requireOptions(Class<?> wanted) {
        Class<? extends Record> registered = optionsType();
        if (!wanted.isAssignableFrom(registered)) {
            String found = registered == NoOptions.class ? "no attribute 'options'"
                    : "options=\"" + registered.getName() + "\"";
            throw origin.complaints().failure(null, origin.blame(Complaints.WRONG_TYPE,
                    this + ": its class takes options of " + wanted.getName() + ", but the registration has " + found
                    + "."));
        }
    }

    /** Kind and name, as in {@code guide 'AutoNormal'}. */
    @Override
    public String toString() {
        return point.element() + " '" + name() + "'";
    }
}
