package org.penumbra.math.products;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.penumbra.core.Workers;

/**
 * A library with the C interface to BLAS (Dongarra et al. 2001, "BLAS Technical Forum Standard", appendix B), which
 * reads arrays where they lie. It runs on the thread that calls it, so that results do not depend on the number of
 * threads; its last bits are those of its version and of the machine.
 */
final class NativeKernel implements MatrixKernel {

    private final String name;
    private final MethodHandle doubles;
    private final MethodHandle singles;

    private NativeKernel(String name, MethodHandle doubles, MethodHandle singles) {
        this.name = name;
        this.doubles = doubles;
        this.singles = singles;
    }

    /** The library's kernel, if it has that interface. */
    static Optional<MatrixKernel> of(String name, SymbolLookup library) {
        Optional<MemorySegment> doubles = library.find("cblas_dgemm");
        Optional<MemorySegment> singles = library.find("cblas_sgemm");
        if (doubles.isEmpty() || singles.isEmpty()) {
            return Optional.empty();
        }
        library.find("openblas_set_num_threads").ifPresent(symbol -> setOne(symbol, JAVA_INT));
        library.find("bli_thread_set_num_threads").ifPresent(symbol -> setOne(symbol, ValueLayout.JAVA_LONG));
        return Optional.of(new NativeKernel(name, handle(doubles.get(), JAVA_DOUBLE),
                handle(singles.get(), JAVA_FLOAT)));
    }

    private static void setOne(MemorySegment symbol, ValueLayout type) {
        MethodHandle set = Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.ofVoid(type));
        try {
            set.invoke(1);
        } catch (Throwable e) {
            throw new IllegalStateException("a function of BLAS cannot be called", e);
        }
    }

    private static MethodHandle handle(MemorySegment symbol, ValueLayout number) {
        return Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, JAVA_INT,
                JAVA_INT, JAVA_INT, JAVA_INT, number, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, number, ADDRESS, JAVA_INT),
                Linker.Option.critical(true));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isExact() {
        return false;
    }

    @Override
    public Multiplier multiplier(Workers workers) {
        return new NativeMultiplier(doubles, singles);
    }
}
