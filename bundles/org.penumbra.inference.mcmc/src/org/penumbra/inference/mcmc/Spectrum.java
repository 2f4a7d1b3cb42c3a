package org.penumbra.inference.mcmc;

import java.util.Arrays;
import org.penumbra.math.DenseCholesky;

/** The largest and the smallest eigenvalue of a symmetric positive definite matrix, by power iteration. */
final class Spectrum {

    /** To some per cent, which is all that a choice needs. */
    private static final int ITERATIONS = 30;

    private final double[][] matrix;

    Spectrum(double[][] matrix) {
        this.matrix = matrix;
    }

    /** The largest over the smallest eigenvalue; infinite for a matrix that is not positive definite. */
    double condition() {
        double[][] factor = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        if (!DenseCholesky.factor(factor)) {
            return Double.POSITIVE_INFINITY;
        }
        double[] v = begin();
        double largest = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            v = times(v);
            largest = normalize(v);
        }
        v = begin();
        double inverse = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            DenseCholesky.solve(factor, v);
            inverse = normalize(v);
        }
        return largest * inverse;
    }

    /** In no special direction. */
    private double[] begin() {
        double[] v = new double[matrix.length];
        Arrays.setAll(v, i -> 1 + 0.5 * StrictMath.sin(1 + 2.399963 * i));
        normalize(v);
        return v;
    }

    private double[] times(double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                product[i] += matrix[i][j] * v[j];
            }
        }
        return product;
    }

    private static double normalize(double[] v) {
        double square = 0;
        for (double x : v) {
            square += x * x;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < v.length; i++) {
            v[i] /= length;
        }
        return length;
    }
}
