package org.penumbra.inference;

import org.penumbra.math.RandomStream;

/** How a cold start finds its point; the names are Pyro's. Each gives a point with finite density and gradient. */
public enum Initialization {
    /** The coordinate-wise median of prior draws. */
    MEDIAN {
        @Override
        public double[] find(Target target, RandomStream random) {
            return InitialPoint.median(target, random);
        }
    };

    /**
     * @return n coordinates, a new array
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-3001) when nothing is found; names the site
     */
    public abstract double[] find(Target target, RandomStream random);
}
