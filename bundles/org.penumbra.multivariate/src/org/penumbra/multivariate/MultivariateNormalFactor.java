package org.penumbra.multivariate;

/** The Gaussian distribution of a vector by location and the lower triangular factor of the covariance. */
public final class MultivariateNormalFactor extends MultivariateNormal {

    public MultivariateNormalFactor() {
        super(new FactorScale());
    }
}
