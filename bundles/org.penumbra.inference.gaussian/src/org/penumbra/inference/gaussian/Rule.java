package org.penumbra.inference.gaussian;

/** From draws and scores to a better normal. */
interface Rule {

    /**
     * All in the coordinates of z, in which the present normal is standard.
     *
     * @param z draws, {@code [draw][coordinate]}
     * @param h gradients of log p at the draws
     * @param count how many of them, from the first
     * @param iteration 1 for the first
     * @param mean of the next normal, overwritten
     * @param covariance of the next normal, overwritten
     */
    void next(double[][] z, double[][] h, int count, long iteration, double[] mean, double[][] covariance);
}
