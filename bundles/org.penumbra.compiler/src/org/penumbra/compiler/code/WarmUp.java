package org.penumbra.compiler.code;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.penumbra.compiler.Vectors;
import org.penumbra.core.Workers;

/**
 * Runs vector code until the JIT compiler has compiled it, and finds out whether it is worth its while: it must be
 * faster than scalar code and allocate nothing. Until it is compiled it is a hundred times slower, which is why this
 * happens beside the work and on a few rows only. One for all instances of a program. It ends when nobody runs the
 * program any more, and starts again when somebody does.
 */
final class WarmUp {

    enum State {
        COLD, RUNNING, FASTER, REFUSED
    }

    /** Rows in a call that is to make code hot, and in one that is timed. */
    private static final int FEW_ROWS = 16;
    private static final int TIMED_ROWS = 1024;
    /** C2 compiles what has been called 5,000 times (Tier4InvocationThreshold). */
    private static final int CALLS = 3_000;
    private static final int TIMED_CALLS = 20;
    private static final int TIMINGS = 5;
    /** Processor time after which it gives up, in nanoseconds. */
    private static final long PATIENCE = 20_000_000_000L;
    private static final double WORTHWHILE = 0.9;

    private final CompiledProgram program;
    private final Vectors.Platform platform;
    private final AtomicReference<State> state = new AtomicReference<>(State.COLD);
    private final AtomicLong runs = new AtomicLong();
    private final AtomicInteger running = new AtomicInteger();
    private long seen;
    private GeneratedClass vectorClass;

    WarmUp(CompiledProgram program, Vectors.Platform platform) {
        this.program = program;
        this.platform = platform;
    }

    State state() {
        return state.get();
    }

    /** An instance of the vector code, once it is known to be faster. */
    Generated newVector(BatchRows batch, Workers workers, SharedMemory memory) {
        return vectorClass.newInstance(batch, workers, memory);
    }

    /** Says that the program begins to run. */
    void enter() {
        runs.incrementAndGet();
        running.incrementAndGet();
    }

    /** Says that the program has run. */
    void leave() {
        running.decrementAndGet();
    }

    /** Whether the program runs, or has done since this was asked before. */
    private boolean isWanted() {
        long now = runs.get();
        boolean wanted = now != seen || running.get() > 0;
        seen = now;
        return wanted;
    }

    /**
     * Starts in the background, when nobody has.
     *
     * @param x a point to run at
     * @param out room for outputs, or null; both are the warm-up's from now on
     */
    void start(double[] x, double[] out) {
        if (state.compareAndSet(State.COLD, State.RUNNING)) {
            platform.inBackground(() -> run(x, out));
        }
    }

    private void run(double[] x, double[] out) {
        State result = State.REFUSED;
        try {
            result = prepare(x, out);
        } finally {
            state.set(result);
        }
    }

    private State prepare(double[] x, double[] out) {
        int width = platform.width();
        if (width == 0) {
            return State.REFUSED;
        }
        vectorClass = program.vectorClass(width);
        Generated vector = vectorClass.newInstance(program.firstRows(), Workers.SEQUENTIAL, new SharedMemory());
        Generated scalar = program.newScalar();
        long start = platform.processorTime();
        while (platform.processorTime() - start < PATIENCE && !Thread.currentThread().isInterrupted()) {
            time(vector, FEW_ROWS, CALLS, x, out);
            time(scalar, FEW_ROWS, CALLS, x, out);
            platform.pause();
            if (isFaster(vector, scalar, x, out)) {
                return State.FASTER;
            }
            if (!isWanted()) {
                return State.COLD;
            }
        }
        return State.REFUSED;
    }

    private boolean isFaster(Generated vector, Generated scalar, double[] x, double[] out) {
        if (time(vector, TIMED_ROWS, 1, x, out) > time(scalar, TIMED_ROWS, 1, x, out)) {
            return false; // not compiled yet: a longer look would take a while
        }
        double fastest = Double.POSITIVE_INFINITY;
        double slowest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < TIMINGS; k++) {
            fastest = Math.min(fastest, time(vector, TIMED_ROWS, TIMED_CALLS, x, out));
            slowest = Math.min(slowest, time(scalar, TIMED_ROWS, TIMED_CALLS, x, out));
        }
        return fastest < WORTHWHILE * slowest && allocation(vector, x, out) <= allocation(scalar, x, out);
    }

    /** Bytes, those of asking included. */
    private long allocation(Generated code, double[] x, double[] out) {
        long before = platform.allocatedBytes();
        time(code, TIMED_ROWS, TIMED_CALLS, x, out);
        return platform.allocatedBytes() - before;
    }

    private long time(Generated code, int rows, int calls, double[] x, double[] out) {
        code.limit(rows);
        long start = platform.processorTime();
        for (int k = 0; k < calls; k++) {
            code.run(x, out);
        }
        return platform.processorTime() - start;
    }
}
