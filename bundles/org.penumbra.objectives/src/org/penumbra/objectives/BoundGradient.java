package org.penumbra.objectives;

/** How the gradient of an importance-weighted bound is estimated. */
public enum BoundGradient {
    /** The derivative of the estimate itself; drowns in noise as the number of particles grows (Rainforth 2018). */
    TOTAL,
    /** Doubly reparameterised: unbiased too, and the better the more particles (Tucker et al. 2019). */
    DREG;

    static final String HELP = "dreg, the doubly reparameterised estimator, is unbiased and becomes better with more "
            + "particles; total is the derivative of the estimate, which every guide can serve but which becomes "
            + "noisier.";
}
