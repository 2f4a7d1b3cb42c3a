package org.penumbra.core;

/** Asked often by everything that may take long; true once the person wants to stop. */
@FunctionalInterface
public interface Cancellation {

    /** Never cancelled. */
    Cancellation NEVER = () -> false;

    boolean isCancelled();
}
