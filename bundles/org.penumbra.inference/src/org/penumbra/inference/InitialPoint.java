package org.penumbra.inference;

import org.penumbra.math.RandomStream;

/** Where a fit starts. */
public final class InitialPoint {

    private InitialPoint() {
    }

    /**
     * The coordinate-wise median of 15 prior draws (Pyro's {@code init_to_median}); where the density is not finite
     * there, up to 100 prior draws and then uniform draws on (-2, 2) are tried.
     *
     * @return n coordinates at which log density and gradient are finite
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, code PEN-3001) when there is none; names the first site
     *         whose log density is not finite, with its value and what is wrong with it
     */
    public static double[] median(Target target, RandomStream random) {
        throw new IllegalStateException("written by the contracts helper");
    }
}
