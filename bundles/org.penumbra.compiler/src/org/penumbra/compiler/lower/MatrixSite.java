package org.penumbra.compiler.lower;

import org.penumbra.expression.Array;

/**
 * A site that is one or several positive definite matrices, with symbols for what densities have of whole matrices.
 *
 * @param order number of rows
 * @param logDeterminant read where the first element of the matrix stands
 * @param inverse each element where that of the matrix stands
 */
public record MatrixSite(int order, Array logDeterminant, Array inverse) {

    static MatrixSite of(Array site, int order) {
        return new MatrixSite(order, new Array("logdet " + site.name(), Array.Role.FREE, site.shape()),
                new Array("inverse " + site.name(), Array.Role.FREE, site.shape()));
    }

    /** Whether it is one of the symbols. */
    public boolean isSymbol(Array array) {
        return array.equals(logDeterminant) || array.equals(inverse);
    }
}
