package org.penumbra.multivariate;

import org.penumbra.expression.ArrayExpr;

/** The Wishart distribution by degrees of freedom and scale matrix. */
public final class WishartScale extends Wishart {

    @Override
    ArrayExpr factor(ArrayExpr scale) {
        return Factor.of(scale);
    }

    @Override
    double[] factor(double[] scale, int order) {
        return Factor.of(scale, order);
    }
}
