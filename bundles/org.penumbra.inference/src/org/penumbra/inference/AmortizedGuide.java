package org.penumbra.inference;

/**
 * A guide whose sites in the rows of a plate follow from data of the row and from parameters that all rows share
 * (Gershman and Goodman 2014, "Amortized inference in probabilistic reasoning"), so that a few rows can be drawn
 * without the others.
 */
public interface AmortizedGuide extends DifferentiableGuide {

    /**
     * Target and guide of the rows that a minibatch has drawn.
     *
     * @param target in coordinates of the sites outside of the plates and of the rows alone; its log density is the
     *        minibatch's
     * @param guide over the same coordinates, whose parameters are the very array of the whole guide; in its log
     *        density a row counts as often as in that of the target, so that the difference of both is an estimate of
     *        the ELBO without bias, and so is its gradient; it adds gradients to the first numbers of arrays that may
     *        be longer
     */
    record Rows(Minibatch target, DifferentiableGuide guide) {
    }

    /** Whether layers of its networks have noise while they are trained, which only the rows of minibatches have. */
    default boolean isNoisyInTraining() {
        return false;
    }

    /**
     * The part of this guide that is about the rows of a minibatch; it follows them as they are drawn anew.
     *
     * @param minibatch of the target that this guide is for
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2952) where the rows of the guide or of the model
     *         need each other; such a guide can still draw all rows in every step
     */
    Rows over(Minibatch minibatch);

    /**
     * The log density of the target at a draw of everything: once this guide was cut to the rows of a minibatch, and
     * where rows are many, with the code of such minibatches, so that nothing is as large as the data. Equal to that of
     * the target up to rounding.
     *
     * @param target that this guide is for
     * @param x as many coordinates as the target has
     */
    default double logJoint(Target target, double[] x) {
        return target.logDensity(x);
    }
}
