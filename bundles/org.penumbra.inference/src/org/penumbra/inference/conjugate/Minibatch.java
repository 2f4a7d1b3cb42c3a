package org.penumbra.inference.conjugate;

/**
 * A few iterations of a plate, with what all iterations would give estimated from them (Hoffman, Blei, Wang and Paisley
 * 2013). Groups with one factor in each iteration are <em>local</em>: the factors of a batch are updated for
 * themselves. All other groups are <em>global</em>: their natural parameters are estimated, without bias when the batch
 * is drawn uniformly.
 *
 * <p>Not thread-safe.
 */
public interface Minibatch {

    /** Iterations of the plate. */
    int iterations();

    /** Iterations in a batch. */
    int size();

    /** Whether a group has one factor in each iteration. */
    boolean isLocal(int group);

    /**
     * The next batch.
     *
     * @param chosen numbers of iterations from 0, as many as a batch has; copied
     */
    void choose(int[] chosen);

    /**
     * The natural parameters of a group: of a local one those of the factors of this batch, of a global one an
     * estimate.
     *
     * @param natural overwritten for these factors, or in the range of the group
     */
    void natural(int group, double[] moments, double[] natural);

    /** An estimate of E[log joint density] from the factors of this batch. */
    double energy(double[] moments);
}
