package org.penumbra.inference;

import java.util.List;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.math.RandomStream;

/**
 * An unconstrained log density on R^n: all that an algorithm sees of a model. Constraints, transforms, data and text
 * stay on the other side.
 *
 * <p>Not thread-safe: another thread takes its own {@link #fork()}.
 */
public interface Target {

    /** n, the number of free coordinates; at least 1. */
    int dimension();

    /**
     * The log joint density of latent sites and data, with the log Jacobian of the transformation to R^n.
     *
     * @param x n coordinates, not changed
     * @return the normalised value (no constant is dropped); minus infinity where the density is 0; NaN where the model
     *         is not defined
     */
    double logDensity(double[] x);

    /**
     * The same with its gradient, in one pass.
     *
     * @param gradient n numbers, overwritten
     */
    double logDensityAndGradient(double[] x, double[] gradient);

    /** How the coordinates map to the named sites of the model. */
    SiteMap sites();

    /** The discrete sites that were summed out of the density; the coordinates are those of the others. */
    default DiscreteSites discreteSites() {
        return DiscreteSites.NONE;
    }

    /**
     * Draws the latent sites from their prior, in order, ignoring the data. Sites whose distribution cannot be drawn
     * (improper ones) get uniform draws on (-2, 2) in free coordinates, as Stan initialises.
     *
     * @param x n coordinates, overwritten
     */
    void samplePrior(RandomStream random, double[] x);

    /**
     * The parts that the log density is the sum of, in the order of the text, for diagnosis; slow.
     *
     * @return one entry per statement that contributes
     */
    List<Contribution> contributions(double[] x);

    /**
     * Closed-form updates, where the joint density in the sites' own values has them; analysed when it is asked for.
     *
     * @return never null; without a form it says what stands in the way
     */
    default Conjugacy conjugacy() {
        return Conjugacy.none("this target gives no symbolic log density");
    }

    /** The same target for another thread: shares data and code, no state. */
    Target fork();

    /**
     * What one statement adds to the log density.
     *
     * @param site the site, or {@code factor}, with its place in the text where known
     * @param logDensity its sum over all elements
     * @param detail what is wrong with it in plain words (a negative scale, with the element and value), or empty
     */
    record Contribution(String site, double logDensity, String detail) {
    }
}
