package org.penumbra.inference;

import java.util.List;
import org.penumbra.math.RandomStream;

/**
 * A variational distribution q on R^n whose draws are a differentiable function of noise that does not depend on its
 * parameters: x = f(noise; parameters). Mutable: the optimiser changes {@link #parameters()} in place.
 */
public interface Guide {

    /** n of the target. */
    int dimension();

    /** The variational parameters themselves, unconstrained; changing the array changes the guide. */
    double[] parameters();

    /** Number of standard normals that one draw takes; 0 for a point. */
    int noiseSize();

    /**
     * One draw.
     *
     * @param noise {@link #noiseSize()} standard normals
     * @param x n coordinates, overwritten
     * @return log q(x); 0 for a point (whose entropy is left out, as for a MAP estimate)
     */
    double transform(double[] noise, double[] x);

    /**
     * Adds to {@code gradient} the gradient, with respect to the parameters, of
     * {@code weight * (log p(f(noise)) - log q(f(noise)))} where {@code targetGradient} is that of log p at the draw.
     * Called right after {@link #transform} with the same noise.
     *
     * @param targetGradient n numbers
     * @param gradient as many numbers as there are parameters; added to
     */
    void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient);

    /** log q at any point; 0 for a point guide. */
    double logDensity(double[] x);

    /** Whether draws are spread: false for a point guide, which has no k-hat and no standard deviations. */
    default boolean isDistribution() {
        return noiseSize() > 0;
    }

    /** The entropy of q in nats at the present parameters, where it has a closed form; NaN where it has none. */
    default double entropy() {
        return Double.NaN;
    }

    /**
     * The free coordinate that a parameter is about, as a location is about the coordinate it locates; -1 for one that
     * is about several, or when the guide does not say.
     */
    default int coordinateOf(int parameter) {
        return -1;
    }

    /**
     * The parameters as a person declared them, on their own scale; empty for a guide whose parameters mean nothing by
     * themselves.
     */
    default List<NamedValue> namedValues() {
        return List.of();
    }

    /**
     * One number that a guide is described by.
     *
     * @param name with subscripts, as in {@code loc[2]}
     * @param value on the scale of its type
     */
    record NamedValue(String name, double value) {
    }

    /** Draws into {@code x}. */
    default double sample(RandomStream random, double[] noise, double[] x) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
        }
        return transform(noise, x);
    }
}
