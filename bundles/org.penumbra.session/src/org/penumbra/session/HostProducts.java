package org.penumbra.session;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.Vectors;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixKernels;

/**
 * Which kernel multiplies matrices on this machine. It is one of ours, with the same bits everywhere, unless the system
 * property {@code penumbra.blas} is {@code native}, which takes the first BLAS that the machine has, or names a library
 * of that kind. Where there is none, ours is used.
 */
public final class HostProducts {

    private static final String SWITCH = "penumbra.blas";
    private static final String NATIVE = "native";
    private static final List<String> LIBRARIES = List.of("libopenblas.so.0", "libopenblas.so", "libblis.so.4",
            "libblis.so", "libcblas.so.3", "libblas.so.3", "libopenblas.dylib", "libopenblas.dll");

    private HostProducts() {
    }

    /** Found out once, when it is first asked for. */
    private static final class Own {

        static final Optional<MatrixKernel> KERNEL = wanted()
                .flatMap(name -> find(name.equals(NATIVE) ? LIBRARIES : List.of(name)));
    }

    private static Optional<String> wanted() {
        String value = System.getProperty(SWITCH, "").strip();
        return value.isEmpty() || value.equals("java") ? Optional.empty() : Optional.of(value);
    }

    /** The kernel of the first library that is there and has the functions. */
    static Optional<MatrixKernel> find(List<String> libraries) {
        return libraries.stream().flatMap(name -> open(name).stream()).findFirst();
    }

    private static Optional<MatrixKernel> open(String name) {
        try {
            return MatrixKernels.system(name, SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    /** The BLAS that was asked for, if there is one. */
    public static Optional<MatrixKernel> own() {
        return Own.KERNEL;
    }

    /** What multiplies matrices, and why nothing else does: one sentence or two. */
    public static String present() {
        Vectors vectors = HostVectors.configured();
        boolean isOff = vectors.mode() == Vectors.Mode.OFF;
        return describe(isOff, isOff ? 0 : vectors.platform().width(), wanted(), own().map(MatrixKernel::name));
    }

    /**
     * @param isOff whether vector code was forbidden
     * @param width numbers of 64 bits in a register; 0 where there are no vectors
     * @param wanted what {@code penumbra.blas} says
     * @param found the library that was loaded because of it
     */
    static String describe(boolean isOff, int width, Optional<String> wanted, Optional<String> found) {
        if (found.isPresent()) {
            return found.get() + ", as -D" + SWITCH + " asks for; its last bits are its own.";
        }
        String why = isOff ? ", because -Dpenumbra.vector is off"
                : width == 0 ? ", because this Java shows no jdk.incubator.vector" : "";
        String own = (width == 0 ? MatrixKernel.SCALAR : MatrixKernels.vectors(width)).name() + why
                + "; the same bits on every machine. ";
        return own + wanted.map(name -> "-D" + SWITCH + "=" + name + " found no BLAS.")
                .orElse("A BLAS of the machine is used with -D" + SWITCH + "=" + NATIVE + " only.");
    }
}
