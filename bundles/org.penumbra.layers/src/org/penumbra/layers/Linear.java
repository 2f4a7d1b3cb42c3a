package org.penumbra.layers;

import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixProduct;
import org.penumbra.math.products.Precision;

/** Y = X W for rows of X, and its derivatives; for one thread. */
final class Linear {

    private final MatrixKernel.Multiplier multiplier;
    private final MatrixProduct values;
    private final MatrixProduct byInput;
    private final MatrixProduct byWeight;

    /**
     * @param rows of X and Y
     * @param inputs columns of X, rows of W
     * @param units columns of W and Y
     */
    Linear(int rows, int inputs, int units, Precision precision, InnerLoops loops) {
        this.multiplier = loops.products().multiplier();
        this.values = MatrixProduct.of(rows, units, inputs, precision);
        this.byInput = MatrixProduct.ofTransposedB(rows, inputs, units, precision);
        this.byWeight = MatrixProduct.ofTransposedA(inputs, units, rows, precision);
    }

    /** Y = X W + beta Y. */
    void values(double[] x, int xAt, double[] weight, int weightAt, double beta, double[] y, int yAt) {
        multiplier.multiply(values, 1, x, xAt, weight, weightAt, beta, y, yAt);
    }

    /** X = Y W' + beta X: with adjoints of Y those of X. */
    void byInput(double[] y, int yAt, double[] weight, int weightAt, double beta, double[] x, int xAt) {
        multiplier.multiply(byInput, 1, y, yAt, weight, weightAt, beta, x, xAt);
    }

    /** Adds X' Y: with adjoints of Y those of W. */
    void byWeight(double[] x, int xAt, double[] y, int yAt, double[] weight, int weightAt) {
        multiplier.multiply(byWeight, 1, x, xAt, y, yAt, 1, weight, weightAt);
    }
}
