package org.penumbra.multivariate;

/** The logistic normal distribution by location and covariance of the log ratios. */
public final class LogisticNormalCovariance extends LogisticNormal {

    public LogisticNormalCovariance() {
        super(new CovarianceScale());
    }
}
