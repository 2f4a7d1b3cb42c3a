package org.penumbra.multivariate;

/** The Gaussian distribution of a vector by location and covariance. */
public final class MultivariateNormalCovariance extends MultivariateNormal {

    public MultivariateNormalCovariance() {
        super(new CovarianceScale());
    }
}
