package org.penumbra.inference;

/**
 * A guide that gives its derivatives one by one, which objectives beyond the ELBO need: sticking the landing wants the
 * path and the slope of log q, wake-sleep and score climbing want the score (of {@link ScoredGuide}). A guide that
 * cannot give them is a plain {@link Guide}; an objective that needs them says so.
 */
public interface DifferentiableGuide extends ScoredGuide {

    /**
     * Adds to {@code gradient} the product (dx/dparameters)' v at the draw x = f(noise; parameters). Called after
     * {@link #transform} with the same noise and parameters, any number of times.
     *
     * @param v n numbers, not changed
     * @param gradient as many numbers as there are parameters; added to
     */
    void pullBack(double[] noise, double[] v, double[] gradient);

    /**
     * log q at any point with its gradient with respect to the point, the parameters held still.
     *
     * @param gradient n numbers, overwritten
     */
    double logDensityAndGradient(double[] x, double[] gradient);

    /**
     * The gradient by the noise of v'x + log |det dx/dnoise| at the draw x = f(noise; parameters), where noise and draw
     * have the same dimension and f is invertible: how a density is followed in the space of the noise. For the
     * default, central differences of {@link #transform}, 2 n of them, which are good to some nine digits; the same
     * noise gives the same bits.
     *
     * @param noise n numbers; left as they were
     * @param v n numbers, not changed
     * @param result n numbers, overwritten
     */
    default void pullBackToNoise(double[] noise, double[] v, double[] result) {
        NoiseDifferences.of(this, noise, v, result);
    }
}
