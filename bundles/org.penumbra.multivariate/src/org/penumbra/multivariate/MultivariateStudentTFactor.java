package org.penumbra.multivariate;

/** The t distribution of a vector by degrees of freedom, location and the factor of its scale matrix. */
public final class MultivariateStudentTFactor extends MultivariateStudentT {

    public MultivariateStudentTFactor() {
        super(new FactorScale());
    }
}
