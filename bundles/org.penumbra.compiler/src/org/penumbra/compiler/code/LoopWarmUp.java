package org.penumbra.compiler.code;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.penumbra.compiler.Vectors;
import org.penumbra.core.Workers;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.products.MatrixKernel;

/**
 * Runs vector forms of inner loops until the JIT compiler has compiled them, beside the work, and finds out whether
 * they are faster and allocate nothing. One for all instances of a program; the next program finds the code compiled.
 */
final class LoopWarmUp {

    private static final int ORDER = 48;
    private static final int CALLS = 200;
    private static final int TIMINGS = 5;
    /** Processor time after which it gives up, in nanoseconds. */
    private static final long PATIENCE = 20_000_000_000L;
    private static final double WORTHWHILE = 0.9;

    /** What has not been called this often is not worth the warm-up. */
    private static final int FEW = 100;

    private final Vectors vectors;
    private final AtomicReference<WarmUp.State> state = new AtomicReference<>(WarmUp.State.COLD);
    private final double[] c = new double[ORDER * ORDER];
    private final double[] x = new double[ORDER * ORDER];
    private final AskedLoops asked = new AskedLoops();
    private final Optional<MatrixKernel> own;
    private InnerLoops vector = InnerLoops.SCALAR;

    LoopWarmUp(Vectors vectors) {
        this.vectors = vectors;
        this.own = vectors.platform().products();
        if (vectors.mode() == Vectors.Mode.OFF) {
            state.set(WarmUp.State.REFUSED);
        }
    }

    WarmUp.State state() {
        return state.get();
    }

    /** The vector form, once it is known to be faster. */
    InnerLoops vector() {
        return vector;
    }

    /** What a function is until there is a vector form. What it asks for is warmed up as well. */
    ArrayFunction first(ArrayFunction function, Workers workers) {
        asked.ask(function);
        InnerLoops loops = SharedLoops.of(withOwnProducts(InnerLoops.SCALAR), workers);
        return (loops == InnerLoops.SCALAR ? function : function.with(loops)).forThread();
    }

    private InnerLoops withOwnProducts(InnerLoops loops) {
        return own.isPresent() ? new LoopsWithProducts(loops, own.get()) : loops;
    }

    /**
     * What holds after some calls: whether to go on waiting, to change to {@link #vector}, or to stay with scalar code.
     */
    WarmUp.State after(int calls) {
        boolean isNow = vectors.mode() == Vectors.Mode.ON;
        if ((isNow || calls >= FEW) && state.compareAndSet(WarmUp.State.COLD, WarmUp.State.RUNNING)) {
            if (isNow) {
                finish(vectors.platform().width());
            } else {
                vectors.platform().inBackground(this::run);
            }
        }
        return state.get();
    }

    private void finish(int width) {
        vector = width == 0 ? InnerLoops.SCALAR : withOwnProducts(VectorLoops.of(width));
        state.set(width == 0 ? WarmUp.State.REFUSED : WarmUp.State.FASTER);
    }

    private void run() {
        WarmUp.State result = WarmUp.State.REFUSED;
        try {
            result = isFaster() ? WarmUp.State.FASTER : WarmUp.State.REFUSED;
        } finally {
            state.set(result);
        }
    }

    private boolean isFaster() {
        Vectors.Platform platform = vectors.platform();
        int width = platform.width();
        if (width == 0) {
            return false;
        }
        vector = withOwnProducts(VectorLoops.of(width));
        LayerWarmUp forms = new LayerWarmUp(VectorLoops.of(width), asked);
        LayerWarmUp scalar = new LayerWarmUp(InnerLoops.SCALAR, asked);
        long start = platform.processorTime();
        while (platform.processorTime() - start < PATIENCE && !Thread.currentThread().isInterrupted()) {
            time(vector, forms);
            time(InnerLoops.SCALAR, scalar);
            platform.pause();
            if (isFasterNow(forms, scalar)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFasterNow(LayerWarmUp forms, LayerWarmUp scalar) {
        double fastest = Double.POSITIVE_INFINITY;
        double slowest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < TIMINGS; k++) {
            fastest = Math.min(fastest, time(vector, forms));
            slowest = Math.min(slowest, time(InnerLoops.SCALAR, scalar));
        }
        return fastest < WORTHWHILE * slowest
                && allocation(vector, forms) <= allocation(InnerLoops.SCALAR, scalar);
    }

    /** Bytes, those of asking included. */
    private long allocation(InnerLoops loops, LayerWarmUp layers) {
        long before = vectors.platform().allocatedBytes();
        time(loops, layers);
        return vectors.platform().allocatedBytes() - before;
    }

    /** Runs tiles of every shape. */
    private long time(InnerLoops loops, LayerWarmUp layers) {
        long start = vectors.platform().processorTime();
        for (int k = 0; k < CALLS; k++) {
            loops.subtractProduct(7, 5 * InnerLoops.LANES, ORDER, c, 0, ORDER, x, 0, ORDER, 1, x, 0, ORDER);
            loops.solveTransposed(InnerLoops.LANES, 5 * InnerLoops.LANES, c, 0, ORDER, x, 0, ORDER, x, 0);
            loops.exp(x, 0, ORDER);
            layers.run();
        }
        return vectors.platform().processorTime() - start;
    }
}
