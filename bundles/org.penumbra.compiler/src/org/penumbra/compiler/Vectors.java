package org.penumbra.compiler;

import java.util.Objects;
import java.util.Optional;
import org.penumbra.math.products.MatrixKernel;

/**
 * Whether compiled models may run vector code. It gives the same bits as scalar code, so this is about speed alone.
 *
 * @param mode when
 * @param platform on what
 */
public record Vectors(Mode mode, Platform platform) {

    /** When vector code runs. */
    public enum Mode {
        /** Never. */
        OFF,
        /** From the first call, which is slow until the JIT compiler is done. */
        ON,
        /** As soon as it has been measured to be faster, in the background. */
        AUTO
    }

    /** What vector code needs to know of the machine it runs on. */
    public interface Platform {

        /** Numbers in a vector register: 8 or 4; 0 where there is no Vector API. May take 0.1 s when first asked. */
        int width();

        /**
         * The machine's own kernel for products of matrices, where it was asked for: with it, results have other last
         * bits.
         */
        default Optional<MatrixKernel> products() {
            return Optional.empty();
        }

        /** Runs a task of some seconds in the background. */
        void inBackground(Runnable task);

        /** Processor time of the current thread, in nanoseconds. */
        long processorTime();

        /** Bytes that the current thread has allocated. */
        long allocatedBytes();

        /** Waits for a few milliseconds. */
        void pause();
    }

    /** Scalar code only. */
    public static final Vectors NONE = new Vectors(Mode.OFF, new NoVectors());

    public Vectors {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(platform);
    }

    private static final class NoVectors implements Platform {

        @Override
        public int width() {
            return 0;
        }

        @Override
        public void inBackground(Runnable task) {
            throw new IllegalStateException("there are no vectors to warm up");
        }

        @Override
        public long processorTime() {
            return 0;
        }

        @Override
        public long allocatedBytes() {
            return 0;
        }

        @Override
        public void pause() {
            throw new IllegalStateException("there is nothing to wait for");
        }
    }
}
