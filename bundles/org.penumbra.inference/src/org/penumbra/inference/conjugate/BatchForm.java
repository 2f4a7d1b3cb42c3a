package org.penumbra.inference.conjugate;

import java.util.List;

/**
 * Closed-form updates from some rows of a plate: the expected log joint density of a model is what stands outside of
 * the plate, the <em>rest</em>, plus what each row adds. Groups of factors about a row are <em>local</em>, and there
 * are those of the batch only; all others are <em>global</em>. The sum of the rest and of what all rows add is the
 * {@link ConjugateForm} of the whole model.
 *
 * <p>Vectors of moments and natural parameters have one layout, the groups one behind the other. Not thread-safe.
 */
public interface BatchForm {

    /** Rows of a batch. */
    int rows();

    /** Length of a vector of moments, local factors of the batch included. */
    int size();

    /** Groups in the order in which ascent visits them; global ones have the same sizes in batches of any size. */
    List<FactorGroup> groups();

    /** Whether a group is about rows of the batch. */
    boolean isLocal(int group);

    /** Whether all factors are global and the posterior is a product of them, whatever the rows are. */
    boolean isExact();

    /** Whether there are auxiliary variables, whose approximation keeps the bound below the evidence. */
    boolean isAugmented();

    /**
     * Reads a batch.
     *
     * @param rows numbers from 0, as many as a batch has
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2955) when rows have values that the updates are not
     *         made for, such as a negative count
     */
    void load(int[] rows);

    /** E[log density] of what stands outside of the rows. */
    double restEnergy(double[] moments);

    /** E[log density] of what the rows of the batch add, each once. */
    double rowsEnergy(double[] moments);

    /**
     * The gradient of {@link #restEnergy} by the moments of a group.
     *
     * @param natural overwritten in the range of the group only; 0 for local groups
     */
    void rest(int group, double[] moments, double[] natural);

    /**
     * The gradient of {@link #rowsEnergy}: for a local group the natural parameters of the best factors.
     *
     * @param natural overwritten in the range of the group only
     */
    void rows(int group, double[] moments, double[] natural);

    /** Number of values that the groups read and draw: those of global sites, and of local ones in the batch. */
    int valueCount();

    /**
     * Takes values of the whole model to the batch that is loaded.
     *
     * @param values of the continuous sites, as the target's site map orders them
     * @param own {@link #valueCount} numbers, overwritten
     */
    void gather(double[] values, double[] own);

    /**
     * Puts values of the batch where the whole model has them.
     *
     * @param own {@link #valueCount} numbers
     * @param values overwritten at the global sites and at the rows of the batch
     */
    void scatter(double[] own, double[] values);
}
