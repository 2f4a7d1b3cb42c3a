package org.penumbra.multivariate;

/** The logistic normal distribution by location and the factor of the covariance of the log ratios. */
public final class LogisticNormalFactor extends LogisticNormal {

    public LogisticNormalFactor() {
        super(new FactorScale());
    }
}
