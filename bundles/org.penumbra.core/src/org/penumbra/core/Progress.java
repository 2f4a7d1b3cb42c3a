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

    /**
     * Each of the steps that are reported looks at some rows of the data. Told once, before the first step.
     *
     * @param perStep rows, at least 1
     * @param all rows that the objective is about; 0 when their number is not known
     */
    default void rows(int perStep, long all) {
    }

    /**
     * A pass through the data is over.
     *
     * @param done passes finished
     * @param total passes planned
     * @param objective its mean over the pass
     * @param heldOut the bound on rows that are not trained on; NaN when there are none
     */
    default void pass(long done, long total, double objective, double heldOut) {
    }
}
