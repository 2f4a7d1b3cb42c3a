package org.penumbra.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.penumbra.math.products.MatrixProduct;
import org.penumbra.math.products.Precision;

/** A BLAS called without anything around it: 32-bit products read and write 32-bit arrays. */
final class BareBlas {

    private final MethodHandle doubles;
    private final MethodHandle singles;

    BareBlas(String name) {
        SymbolLookup library = SymbolLookup.libraryLookup(name, Arena.global());
        library.find("openblas_set_num_threads").ifPresent(BareBlas::setOne);
        this.doubles = handle(library.findOrThrow("cblas_dgemm"), JAVA_DOUBLE);
        this.singles = handle(library.findOrThrow("cblas_sgemm"), JAVA_FLOAT);
    }

    private static void setOne(MemorySegment symbol) {
        try {
            Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.ofVoid(JAVA_INT)).invoke(1);
        } catch (Throwable e) {
            throw new IllegalStateException("BLAS cannot be called", e);
        }
    }

    private static MethodHandle handle(MemorySegment symbol, ValueLayout number) {
        return Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, JAVA_INT,
                JAVA_INT, JAVA_INT, JAVA_INT, number, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, number, ADDRESS, JAVA_INT),
                Linker.Option.critical(true));
    }

    void multiply(GemmCommand.Matrices matrices) {
        MatrixProduct product = matrices.product;
        int a = product.isATransposed() ? 112 : 111;
        int b = product.isBTransposed() ? 112 : 111;
        try {
            if (product.precision() == Precision.DOUBLE) {
                doubles.invokeExact(101, a, b, product.rows(), product.columns(), product.inner(), 1.0,
                        MemorySegment.ofArray(matrices.a), product.aStride(), MemorySegment.ofArray(matrices.b),
                        product.bStride(), 0.0, MemorySegment.ofArray(matrices.c), product.cStride());
            } else {
                singles.invokeExact(101, a, b, product.rows(), product.columns(), product.inner(), 1f,
                        MemorySegment.ofArray(matrices.singleA), product.aStride(),
                        MemorySegment.ofArray(matrices.singleB), product.bStride(), 0f,
                        MemorySegment.ofArray(matrices.singleC), product.cStride());
            }
        } catch (Throwable e) {
            throw new IllegalStateException("BLAS cannot be called", e);
        }
    }
}
