package org.penumbra.multivariate;

/** The logistic normal distribution by location and standard deviations of independent log ratios. */
public final class LogisticNormalIndependent extends LogisticNormal {

    public LogisticNormalIndependent() {
        super(new DiagonalScale());
    }
}
