package org.penumbra.multivariate;

/** The Gaussian distribution of a vector by location and precision, the inverse of the covariance. */
public final class MultivariateNormalPrecision extends MultivariateNormal {

    public MultivariateNormalPrecision() {
        super(new PrecisionScale());
    }
}
