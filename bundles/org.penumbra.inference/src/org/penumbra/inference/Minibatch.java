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

    /** Rows that one draw takes of the plate whose passes are the longest. */
    int rowsPerDraw();

    /** All rows of that plate, those that are set aside among them. */
    int plateRows();

    /**
     * Sets rows aside, chosen by the stream: no draw takes them from now on. A row that is drawn stands for as many as
     * before, so that densities stay those of all rows.
     *
     * @param share of the rows; whole minibatches that come nearest to it are set aside, at least one
     * @return number of minibatches that they make
     * @throws org.penumbra.core.PenumbraException (USAGE, PEN-3072) for minibatches of several plates, and where too
     *         few rows are left
     */
    int holdOut(double share, RandomStream random);

    /**
     * Looks at rows that were set aside, until the next draw.
     *
     * @param batch which minibatch of them, counted from 0
     */
    void select(int batch);

    /** Number of the full target's coordinates that belong to rows. */
    int rowCoordinates();

    /** What passes remember from draw to draw; empty for independent draws. */
    double[] state();

    /** Goes on from what {@link #state()} gave. */
    void restore(double[] state);

    /** The target that this is an estimate of. */
    Target full();

    @Override
    Minibatch fork();
}
