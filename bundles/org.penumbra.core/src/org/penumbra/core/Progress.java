package org.penumbra.core;

/** Where long work says how far it is. The base is a usable no-op; the caller decides what to show and how often. */
@FunctionalInterface
public interface Progress {

    /** Shows nothing. */
    Progress NONE = (done, total, objective) -> { };

    /**
     * @param done steps finished
     * @param total steps planned, 0 when not known
     * @param objective the current value of the objective (the ELBO, for instance), NaN when there is none
     */
    void report(long done, long total, double objective);
}
