package org.penumbra.compiler.code;

import java.util.function.Supplier;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.products.MatrixKernel;

/** Inner loops with another kernel for products of matrices. */
final class LoopsWithProducts implements InnerLoops {

    private final InnerLoops loops;
    private final Supplier<MatrixKernel> products;

    /**
     * @param loops what does the rest
     * @param products the kernel, whenever somebody asks for it
     */
    LoopsWithProducts(InnerLoops loops, Supplier<MatrixKernel> products) {
        this.loops = loops;
        this.products = products;
    }

    /** Whether a function multiplies matrices. */
    static boolean isAskedFor(ArrayFunction function) {
        boolean[] asked = {false};
        function.with(new LoopsWithProducts(InnerLoops.SCALAR, () -> {
            asked[0] = true;
            return MatrixKernel.SCALAR;
        })).forThread();
        return asked[0];
    }

    @Override
    public MatrixKernel products() {
        return products.get();
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
