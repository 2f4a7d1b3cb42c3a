package org.penumbra.math.products;

import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/** The kernels there are, beside {@link MatrixKernel#SCALAR}. */
public final class MatrixKernels {

    private MatrixKernels() {
    }

    /**
     * Code for vector registers, with the bits of {@link MatrixKernel#SCALAR}. It takes the module
     * {@code jdk.incubator.vector}, and is slow until the JIT compiler has compiled it.
     *
     * @param width numbers of 64 bits in a register: 2, 4 or 8
     */
    public static MatrixKernel vectors(int width) {
        return new VectorKernel(width);
    }

    /**
     * A BLAS of the machine, whose results differ in the last bits.
     *
     * @param name for people
     * @param library with the functions {@code cblas_dgemm} and {@code cblas_sgemm}, for sizes of 32 bits
     * @return empty when it has no such functions
     */
    public static Optional<MatrixKernel> system(String name, SymbolLookup library) {
        return NativeKernel.of(name, library);
    }
}
