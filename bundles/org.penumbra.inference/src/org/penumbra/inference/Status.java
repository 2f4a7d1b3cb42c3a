package org.penumbra.inference;

/** How a fit ended. */
public enum Status {
    /** The algorithm's own criterion says that more steps would not change the answer. */
    CONVERGED,
    /** The planned steps are done; whether they were enough is said by the findings. */
    BUDGET_SPENT,
    /** Stopped by the user; the result is what was there. */
    CANCELLED,
    /** Could not go on; the result is the last state that was defined. */
    FAILED
}
