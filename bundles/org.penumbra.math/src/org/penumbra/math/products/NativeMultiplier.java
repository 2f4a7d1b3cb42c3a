package org.penumbra.math.products;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** Calls BLAS; 32-bit matrices are copies. */
final class NativeMultiplier implements MatrixKernel.Multiplier {

    /** Names of the C interface. */
    private static final int BY_ROWS = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private final MethodHandle doubles;
    private final MethodHandle singles;
    private float[] left = {};
    private float[] right = {};
    private float[] sums = {};

    NativeMultiplier(MethodHandle doubles, MethodHandle singles) {
        this.doubles = doubles;
        this.singles = singles;
    }

    @Override
    public void multiply(MatrixProduct product, double alpha, double[] a, int aAt, double[] b, int bAt, double beta,
            double[] c, int cAt) {
        if (product.rows() == 0 || product.columns() == 0) {
            return;
        }
        int aSize = size(product.isATransposed() ? product.inner() : product.rows(),
                product.isATransposed() ? product.rows() : product.inner(), product.aStride());
        int bSize = size(product.isBTransposed() ? product.columns() : product.inner(),
                product.isBTransposed() ? product.inner() : product.columns(), product.bStride());
        int cSize = size(product.rows(), product.columns(), product.cStride());
        try {
            if (product.precision() == Precision.DOUBLE) {
                doubles.invokeExact(BY_ROWS, way(product.isATransposed()), way(product.isBTransposed()), product.rows(),
                        product.columns(), product.inner(), alpha, part(a, aAt, aSize), product.aStride(),
                        part(b, bAt, bSize), product.bStride(), beta, part(c, cAt, cSize), product.cStride());
                return;
            }
            left = copy(a, aAt, aSize, left);
            right = copy(b, bAt, bSize, right);
            sums = atLeast(sums, cSize);
            singles.invokeExact(BY_ROWS, way(product.isATransposed()), way(product.isBTransposed()), product.rows(),
                    product.columns(), product.inner(), 1f, MemorySegment.ofArray(left), product.aStride(),
                    MemorySegment.ofArray(right), product.bStride(), 0f, MemorySegment.ofArray(sums),
                    product.cStride());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("BLAS cannot be called", e);
        }
        add(product, alpha, beta, c, cAt);
    }

    private static int way(boolean isTransposed) {
        return isTransposed ? TRANSPOSED : PLAIN;
    }

    private static int size(int rows, int length, int stride) {
        return rows == 0 || length == 0 ? 0 : (rows - 1) * stride + length;
    }

    /** @throws IndexOutOfBoundsException when it reaches beyond the array: the library would not notice */
    private static MemorySegment part(double[] array, int at, int size) {
        return MemorySegment.ofArray(array).asSlice((long) at * Double.BYTES, (long) size * Double.BYTES);
    }

    private static float[] copy(double[] from, int at, int size, float[] to) {
        float[] memory = atLeast(to, size);
        for (int k = 0; k < size; k++) {
            memory[k] = (float) from[at + k];
        }
        return memory;
    }

    private static float[] atLeast(float[] memory, int size) {
        return memory.length >= size ? memory : Arrays.copyOf(memory, size);
    }

    private void add(MatrixProduct product, double alpha, double beta, double[] c, int cAt) {
        for (int i = 0; i < product.rows(); i++) {
            int row = cAt + i * product.cStride();
            for (int j = 0; j < product.columns(); j++) {
                double before = beta == 0 ? 0 : beta * c[row + j];
                c[row + j] = Math.fma(alpha, sums[i * product.cStride() + j], before);
            }
        }
    }
}
