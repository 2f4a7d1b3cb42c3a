package org.penumbra.compiler.code;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.Kernels;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixKernels;

/** Inner loops of array functions in vector registers. */
final class VectorLoops implements InnerLoops {

    private static final int ROWS = 4;

    /** One class for all models: what the JIT compiler has compiled for one is ready for the next. */
    private static final Map<Integer, VectorLoops> LOADED = new ConcurrentHashMap<>();

    private final int width;
    private final VectorTiles tiles;

    /** @param width numbers in a register: 4 or 8 */
    static VectorLoops of(int width) {
        return LOADED.computeIfAbsent(width, VectorLoops::new);
    }

    private VectorLoops(int width) {
        this.width = width;
        try {
            tiles = (VectorTiles) MethodHandles.lookup().defineHiddenClass(LoopEmitter.emit(width), true).lookupClass()
                    .getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated class cannot be loaded", e);
        }
    }

    @Override
    public MatrixKernel products() {
        return MatrixKernels.vectors(width);
    }

    @Override
    public ActivationLoop activation(Activation activation) {
        return activation.hasVectorForm() ? VectorActivation.of(activation, width) : activation.scalar();
    }

    @Override
    public void exp(double[] x, int at, int count) {
        int whole = at + count - count % width;
        tiles.exp(x, at, whole);
        for (int i = whole; i < at + count; i++) {
            x[i] = Kernels.exp(x[i]);
        }
    }

    /** The columns are rounded up to whole vectors. */
    @Override
    public void subtractProduct(int rows, int columns, int inner, double[] c, int cAt, int cStride, double[] f, int fAt,
            int fRow, int fColumn, double[] x, int xAt, int xStride) {
        if (inner == 0) {
            return;
        }
        int i = 0;
        for (; i <= rows - ROWS; i += ROWS) {
            int row = cAt + i * cStride;
            int j = 0;
            for (; j < columns - width; j += 2 * width) {
                tiles.fourByTwo(inner, c, row + j, cStride, f, fAt + i * fRow, fRow, fColumn, x, xAt + j, xStride);
            }
            if (j < columns) {
                tiles.fourByOne(inner, c, row + j, cStride, f, fAt + i * fRow, fRow, fColumn, x, xAt + j, xStride);
            }
        }
        for (; i < rows; i++) {
            int row = cAt + i * cStride;
            int j = 0;
            for (; j < columns - width; j += 2 * width) {
                tiles.oneByTwo(inner, c, row + j, cStride, f, fAt + i * fRow, fRow, fColumn, x, xAt + j, xStride);
            }
            if (j < columns) {
                tiles.oneByOne(inner, c, row + j, cStride, f, fAt + i * fRow, fRow, fColumn, x, xAt + j, xStride);
            }
        }
    }

    /** The columns are rounded up to whole vectors. */
    @Override
    public void solveTransposed(int rows, int columns, double[] c, int cAt, int cStride, double[] u, int uAt,
            int uStride, double[] scales, int scalesAt) {
        if (rows < LANES) {
            SCALAR.solveTransposed(rows, columns, c, cAt, cStride, u, uAt, uStride, scales, scalesAt);
            return;
        }
        for (int j = 0; j < columns; j += width) {
            tiles.solve(c, cAt + j, cStride, u, uAt, uStride, scales, scalesAt);
        }
    }
}
