package org.penumbra.compiler.target;

import java.util.Arrays;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.function.Determinant;

/**
 * How much a vector stretches the standard normal numbers that it is made of: a determinant, measured on the affine way
 * back, which is what a distribution offers for numbers. One determinant serves as long as the parameters stay.
 */
final class AffineJacobian {

    private final MultivariateDistribution distribution;
    private double[][] parameters = new double[0][];
    private double logarithm = Double.NaN;

    AffineJacobian(MultivariateDistribution distribution) {
        this.distribution = distribution;
    }

    /** @return log |d x / d z| for vectors x of this size */
    synchronized double log(double[][] given, int size) {
        if (!Arrays.deepEquals(parameters, given)) {
            parameters = Arrays.stream(given).map(double[]::clone).toArray(double[][]::new);
            logarithm = measured(given, size);
        }
        return logarithm;
    }

    private double measured(double[][] given, int size) {
        double[] x = new double[size];
        double[] origin = new double[size];
        double[] moved = new double[size];
        double[] slopes = new double[size * size];
        distribution.standardise(given, x, origin);
        for (int k = 0; k < size; k++) {
            x[k] = 1;
            distribution.standardise(given, x, moved);
            x[k] = 0;
            for (int i = 0; i < size; i++) {
                slopes[k * size + i] = moved[i] - origin[i];
            }
        }
        Determinant determinant = new Determinant(size, true);
        double[] out = new double[determinant.outputSize()];
        determinant.forward(new double[][] {slopes}, new int[1], out, 0, new double[determinant.workSize()]);
        return -out[0];
    }
}
