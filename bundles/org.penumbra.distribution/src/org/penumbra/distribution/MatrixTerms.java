package org.penumbra.distribution;

import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/** What a density has of a positive definite matrix besides its elements, as symbols instead of computations. */
public interface MatrixTerms {

    /** log det A. */
    Expr logDeterminant(ArrayExpr matrix);

    /** A^-1. */
    ArrayExpr inverse(ArrayExpr matrix);
}
