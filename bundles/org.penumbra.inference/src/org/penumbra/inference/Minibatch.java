package org.penumbra.inference;

import org.penumbra.math.RandomStream;

/**
 * A target that sees a few rows of its plates at a time: an estimate of the full density and its gradient without bias
 * over the choice of rows (Hoffman, Blei, Wang and Paisley 2013). Coordinates of rows that were not drawn have a
 * gradient of 0. Sites, prior draws and contributions are those of the full target.
 *
 * <p>Forks look at the same rows, so that particles on several threads see one minibatch; drawing is for one thread,
 * while no fork is at work. {@link Target#subsample} gives one with rows of its own.
 */
public interface Minibatch extends Target {

    /** Which rows a draw takes. */
    enum Sampling {
        /** Rows without repetition, whatever was drawn before. */
        INDEPENDENT,
        /** The next rows of a pass through all of them in random order: each row once in a pass. */
        PASSES
    }

    /**
     * Selects the rows of the next step; once for each estimate, and allocates nothing. Depends on the stream, and for
     * {@link Sampling#PASSES} on {@link #state()}, only.
     */
    void draw(RandomStream random);

    /** Draws that it takes to see as many rows as the longest plate, relative to its minibatches, has; at least 1. */
    long drawsPerPass();

    /** What passes remember from draw to draw; empty for independent draws. */
    double[] state();

    /** Goes on from what {@link #state()} gave. */
    void restore(double[] state);

    /** The target that this is an estimate of. */
    Target full();

    @Override
    Minibatch fork();
}
