package org.penumbra.inference.conjugate;

/** Closed-form updates batch by batch, for the rows of one plate, which need not be in memory. Not thread-safe. */
public interface BatchUpdates {

    /** The plate whose rows come in batches. */
    String plate();

    /** Rows of it. */
    int rows();

    /**
     * The form of batches of one size.
     *
     * @param size from 1 to the number of rows
     * @return the same one when it is asked for again
     */
    BatchForm form(int size);

    /** Number of values of all latent continuous sites and of what follows from them, as in the target's site map. */
    int valueCount();

    /** As {@link ConjugateForm#toFree}. */
    double toFree(double[] values, double[] x);
}
