package org.penumbra.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.penumbra.benchmarks.GemmCommand.Matrices;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixKernels;
import org.penumbra.math.products.MatrixProduct;
import org.penumbra.math.products.Precision;

/**
 * The products of matrices that one step of a network needs and nothing else, on one thread, in 32 bits: forwards, by
 * the weights, and by the inputs of the layers whose inputs are no data.
 */
final class BareProducts {

    /** Of a variational auto-encoder of 784-400-20-400-784 units; the code has a location and a scale. */
    private static final int[][] LAYERS = {{784, 400}, {400, 20}, {400, 20}, {20, 400}, {400, 784}};

    private final List<Runnable> products = new ArrayList<>();
    private final String kernel;

    /**
     * @param batch rows
     * @param library a BLAS
     * @param width of our own kernel, where the library is not there
     */
    BareProducts(int batch, String library, OptionalInt width) {
        List<Matrices> matrices = matrices(batch);
        if (width.isPresent()) {
            MatrixKernel own = MatrixKernels.vectors(width.getAsInt());
            MatrixKernel.Multiplier multiplier = own.multiplier();
            kernel = own.name();
            matrices.forEach(one -> products.add(() -> one.multiply(multiplier)));
        } else {
            BareBlas blas = new BareBlas(library);
            kernel = library;
            matrices.forEach(one -> products.add(() -> blas.multiply(one)));
        }
    }

    private static List<Matrices> matrices(int batch) {
        List<Matrices> all = new ArrayList<>();
        for (int[] layer : LAYERS) {
            all.add(new Matrices(MatrixProduct.of(batch, layer[1], layer[0], Precision.SINGLE)));
            all.add(new Matrices(MatrixProduct.ofTransposedA(layer[0], layer[1], batch, Precision.SINGLE)));
            if (layer != LAYERS[0]) {
                all.add(new Matrices(MatrixProduct.ofTransposedB(batch, layer[0], layer[1], Precision.SINGLE)));
            }
        }
        return all;
    }

    String kernel() {
        return kernel;
    }

    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            products.forEach(Runnable::run);
        }
    }
}
