package org.penumbra.multivariate;

import org.penumbra.expression.ArrayExpr;

/** The Wishart distribution by degrees of freedom and the factor of the scale matrix. */
public final class WishartFactor extends Wishart {

    @Override
    ArrayExpr factor(ArrayExpr scale) {
        return scale;
    }

    @Override
    double[] factor(double[] scale, int order) {
        return scale;
    }
}
