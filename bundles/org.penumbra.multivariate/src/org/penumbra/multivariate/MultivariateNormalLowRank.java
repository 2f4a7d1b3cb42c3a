package org.penumbra.multivariate;

/** The Gaussian distribution of a vector by location and a covariance of low rank plus a diagonal. */
public final class MultivariateNormalLowRank extends MultivariateNormal {

    public MultivariateNormalLowRank() {
        super(new LowRankScale());
    }
}
