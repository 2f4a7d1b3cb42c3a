package org.penumbra.compiler.code;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixProduct;
import org.penumbra.math.products.Precision;

/** Products of matrices that are small, and need every piece of code that larger ones need. */
final class ProductWarmUp {

    /** Full tiles, and one that reaches beyond the last row and column, for registers of up to eight numbers. */
    private static final int ROWS = 9;
    private static final int INNER = 40;
    private static final List<MatrixProduct> PRODUCTS = Arrays.stream(Precision.values())
            .flatMap(precision -> Stream.of(MatrixProduct.ofTransposedA(ROWS, columns(precision), INNER, precision),
                    MatrixProduct.ofTransposedB(ROWS, columns(precision), INNER, precision)))
            .toList();

    private final MatrixKernel.Multiplier multiplier;
    private final double[] a = new double[ROWS * INNER];
    private final double[] b = new double[INNER * columns(Precision.SINGLE)];
    private final double[] c = new double[ROWS * columns(Precision.SINGLE)];

    ProductWarmUp(MatrixKernel kernel) {
        this.multiplier = kernel.multiplier();
    }

    private static int columns(Precision precision) {
        return precision == Precision.DOUBLE ? 25 : 49;
    }

    void run() {
        for (MatrixProduct product : PRODUCTS) {
            multiplier.multiply(product, 1, a, 0, b, 0, 0, c, 0);
            multiplier.multiply(product, 1, a, 0, b, 0, 1, c, 0);
        }
    }
}
