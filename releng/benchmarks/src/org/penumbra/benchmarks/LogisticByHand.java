package org.penumbra.benchmarks;

/** The model {@code Logistic}: each row is read once, for its part of the value and then of the gradient. */
final class LogisticByHand implements ByHand {

    private final double[] matrix;
    private final double[] y;

    LogisticByHand(double[] matrix, double[] y) {
        this.matrix = matrix;
        this.y = y;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double density = 0;
        for (int k = 0; k < x.length; k++) {
            gradient[k] = -x[k];
            density -= 0.5 * x[k] * x[k];
        }
        for (int i = 0; i < y.length; i++) {
            int row = i * x.length;
            double eta = dot(row, x);
            double small = StrictMath.exp(-Math.abs(eta));
            density += y[i] * eta - Math.max(eta, 0) - StrictMath.log1p(small);
            double residual = y[i] - (eta < 0 ? small : 1) / (1 + small);
            for (int k = 0; k < x.length; k++) {
                gradient[k] = Math.fma(residual, matrix[row + k], gradient[k]);
            }
        }
        return density;
    }

    /** Four sums at a time, so that one addition does not wait for the one before. */
    private double dot(int row, double[] x) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int k = 0;
        for (; k + 3 < x.length; k += 4) {
            a = Math.fma(matrix[row + k], x[k], a);
            b = Math.fma(matrix[row + k + 1], x[k + 1], b);
            c = Math.fma(matrix[row + k + 2], x[k + 2], c);
            d = Math.fma(matrix[row + k + 3], x[k + 3], d);
        }
        for (; k < x.length; k++) {
            a = Math.fma(matrix[row + k], x[k], a);
        }
        return a + b + (c + d);
    }
}
