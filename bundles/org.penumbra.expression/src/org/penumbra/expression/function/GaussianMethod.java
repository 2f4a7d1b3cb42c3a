package org.penumbra.expression.function;

/** How a {@link GaussianForm} is computed. */
sealed interface GaussianMethod permits SmallForm, BlockedForm {

    /** The same, with others for inner loops where it has some. */
    GaussianMethod with(InnerLoops loops);

    /** Numbers that {@link #forward} keeps for {@link #backward}, behind its results. */
    int keptSize();

    /** Scratch memory. */
    int workSize();

    /**
     * Writes the results and what is kept.
     *
     * @param noise added to the diagonal
     */
    void forward(double[][] in, int[] at, double noise, double[] out, int outAt, double[] work);

    /** Adds to the adjoints of the inputs, by the third as far as there is one. */
    void backward(int[] at, double[] out, int outAt, double bySquare, double byInverse, double[][] inAdjoint,
            double[] work);
}
