package org.penumbra.distribution.structure;

import java.util.Optional;
import org.penumbra.expression.function.Cholesky;
import org.penumbra.math.Kernels;

/**
 * A matrix A = L L' from its factor L, which is kept behind the log-Jacobian with the log-Jacobian of its own.
 * Element [i, j] of A changes with L_ij by L_jj, which is all that the determinant needs: it is triangular.
 */
interface GramMatrix extends StructuredBijector {

    /** The map from free coordinates to L. */
    StructuredBijector factor();

    /** Number of elements of column j of A that are free. */
    int freeInColumn(int j);

    /** What the Jacobian has besides powers of L_jj, as a logarithm. */
    double logConstant();

    @Override
    default int freeSize() {
        return factor().freeSize();
    }

    @Override
    default int valueSize() {
        return order() * order();
    }

    @Override
    default int outputSize() {
        return valueSize() + 1 + factor().outputSize();
    }

    private int factorAt(int outAt) {
        return outAt + valueSize() + 1;
    }

    @Override
    default void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int n = order();
        int l = factorAt(outAt);
        factor().forward(in, at, out, l, work);
        double logJacobian = logConstant() + out[l + n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += out[l + i * n + k] * out[l + j * n + k];
                }
                out[outAt + i * n + j] = sum;
                out[outAt + j * n + i] = sum;
            }
            logJacobian += freeInColumn(i) == 0 ? 0 : freeInColumn(i) * Kernels.log(out[l + i * n + i]);
        }
        out[outAt + n * n] = logJacobian;
    }

    @Override
    default void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        int n = order();
        int l = factorAt(outAt);
        double byJacobian = outAdjoint[outAt + n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                double sum = 0;
                for (int j = k; j < n; j++) {
                    sum += (outAdjoint[outAt + i * n + j] + outAdjoint[outAt + j * n + i]) * out[l + j * n + k];
                }
                outAdjoint[l + i * n + k] = sum;
            }
            outAdjoint[l + i * n + i] += byJacobian * freeInColumn(i) / out[l + i * n + i];
        }
        outAdjoint[l + n * n] = byJacobian;
        factor().backward(in, at, out, l, outAdjoint, inAdjoint, work);
    }

    /** The factor of a matrix; NaN where it is not positive definite. */
    private double[] factorOf(double[] values) {
        double[] factor = new double[valueSize()];
        new Cholesky(order()).forward(new double[][] {values}, new int[1], factor, 0, new double[0]);
        return factor;
    }

    @Override
    default void inverse(double[] values, double[] free) {
        factor().inverse(factorOf(values), free);
    }

    @Override
    default Optional<String> fault(double[] values) {
        Optional<String> asymmetry = Elements.notSymmetric(values, order());
        if (asymmetry.isPresent()) {
            return asymmetry;
        }
        double[] factor = factorOf(values);
        for (int i = 0; i < order(); i++) {
            if (!(factor[i * order() + i] > 0)) {
                return Optional.of("it is not positive definite");
            }
        }
        return Optional.empty();
    }
}
