package org.penumbra.expression.function;

import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;
import org.penumbra.math.products.MatrixKernel;

/**
 * What array functions spend their time in. There is one for every machine, and others where a machine has something
 * faster; all give the same bits, because each number that is computed has its own sequence of operations, whatever is
 * computed beside it.
 */
public interface InnerLoops {

    /** So many numbers an implementation may compute at once. */
    int LANES = 8;

    /** One number after the other. */
    InnerLoops SCALAR = new ScalarLoops();

    /** Multiplies matrices, with the same bits whatever the machine. */
    default MatrixKernel products() {
        return MatrixKernel.SCALAR;
    }

    /** Applies an activation to many numbers. */
    default ActivationLoop activation(Activation activation) {
        return activation.scalar();
    }

    /** Replaces each of some numbers x by exp(x). */
    void exp(double[] x, int at, int count);

    /**
     * Subtracts F X from C: c_ij becomes fma(-f_ik, x_kj, c_ij) for one k after the other. What is in C beyond the
     * columns, up to the next multiple of {@link #LANES}, may be overwritten, so both C and X reach
     * there unless there is nothing to subtract.
     *
     * @param rows of F and C
     * @param columns of X and C
     * @param inner columns of F, rows of X
     * @param c row i starts at {@code cAt + i * cStride}
     * @param f element (i, k) of F is {@code f[fAt + i * fRow + k * fColumn]}
     * @param x row k starts at {@code xAt + k * xStride}
     */
    void subtractProduct(int rows, int columns, int inner, double[] c, int cAt, int cStride, double[] f, int fAt,
            int fRow, int fColumn, double[] x, int xAt, int xStride);

    /**
     * Replaces C by U'^-1 C: c_ij becomes fma(-u_ki, c_kj, c_ij) for one k < i after the other, then that times the
     * inverse of u_ii. What is in C beyond the columns, up to the next multiple of {@link #LANES}, may be overwritten.
     *
     * @param rows of U and C, at most {@link #LANES}
     * @param columns of C
     * @param c row i starts at {@code cAt + i * cStride}
     * @param u upper triangular; row k starts at {@code uAt + k * uStride}
     * @param scales the inverses of the diagonal of U, from {@code scalesAt}
     */
    void solveTransposed(int rows, int columns, double[] c, int cAt, int cStride, double[] u, int uAt, int uStride,
            double[] scales, int scalesAt);
}
