package org.penumbra.expression.function;

import java.util.Arrays;

/** Matrices as tests write them. */
final class Matrices {

    private Matrices() {
    }

    /** The rows of a matrix that is stored row-major. */
    static double[][] rows(int rows, double[] values) {
        int columns = values.length / rows;
        double[][] result = new double[rows][];
        for (int i = 0; i < rows; i++) {
            result[i] = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
        }
        return result;
    }

    /** A matrix stored row-major. */
    static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
