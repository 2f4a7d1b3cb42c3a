package org.penumbra.compiler;

/** What becomes of discrete latent sites. */
public enum Discrete {
    /** Summed out of the density; a model in which that takes too much is refused. */
    SUMMED,
    /** Summed out where that is possible, else drawn with the continuous ones. */
    SUMMED_OR_DRAWN,
    /** Drawn with the continuous ones. */
    DRAWN
}
