package org.penumbra.optimizers;

import org.penumbra.core.Workers;

/** How an optimiser turns one gradient into one step, with the memory that this takes. */
interface Rule {

    /**
     * One step of ascent.
     *
     * @param gradient finite; may be clipped
     * @param objective at the parameters; NaN when it was not told
     * @param rate the learning rate of this step
     * @param factor for each parameter, what its site multiplies the rate by
     */
    void apply(double[] parameters, double[] gradient, double objective, double rate, double[] factor);

    /** From now on, parts of a step may be done by others. */
    default void sharedBy(Workers workers) {
    }

    int stateSize();

    /** Writes {@link #stateSize()} numbers from {@code offset} on. */
    void save(double[] state, int offset);

    void restore(double[] state, int offset);
}
