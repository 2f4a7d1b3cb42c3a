package org.penumbra.multivariate;

/** The t distribution of a vector by degrees of freedom, location and scale matrix. */
public final class MultivariateStudentTScale extends MultivariateStudentT {

    public MultivariateStudentTScale() {
        super(new CovarianceScale());
    }
}
