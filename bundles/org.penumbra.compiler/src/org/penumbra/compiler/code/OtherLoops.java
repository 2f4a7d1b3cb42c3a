package org.penumbra.compiler.code;

import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;
import org.penumbra.math.products.MatrixKernel;

/** Inner loops that leave everything to others. */
class OtherLoops implements InnerLoops {

    private final InnerLoops loops;

    OtherLoops(InnerLoops loops) {
        this.loops = loops;
    }

    @Override
    public MatrixKernel products() {
        return loops.products();
    }

    @Override
    public ActivationLoop activation(Activation activation) {
        return loops.activation(activation);
    }

    @Override
    public void exp(double[] x, int at, int count) {
        loops.exp(x, at, count);
    }

    @Override
    public void subtractProduct(int rows, int columns, int inner, double[] c, int cAt, int cStride, double[] f, int fAt,
            int fRow, int fColumn, double[] x, int xAt, int xStride) {
        loops.subtractProduct(rows, columns, inner, c, cAt, cStride, f, fAt, fRow, fColumn, x, xAt, xStride);
    }

    @Override
    public void solveTransposed(int rows, int columns, double[] c, int cAt, int cStride, double[] u, int uAt,
            int uStride, double[] scales, int scalesAt) {
        loops.solveTransposed(rows, columns, c, cAt, cStride, u, uAt, uStride, scales, scalesAt);
    }
}
