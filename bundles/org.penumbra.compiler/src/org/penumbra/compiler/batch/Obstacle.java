package org.penumbra.compiler.batch;

import org.penumbra.core.Location;

/** Why a plate cannot be subsampled, on its way to where it is told. */
final class Obstacle extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Location location;

    /** @param message a clause about the plate */
    Obstacle(String message) {
        this(message, null);
    }

    /** @param location where in the text, or null */
    Obstacle(String message, Location location) {
        super(message);
        this.location = location;
    }

    Location location() {
        return location;
    }

    /** The same for a place in the text. */
    Obstacle at(Location place) {
        return location == null ? new Obstacle(getMessage(), place) : this;
    }
}
