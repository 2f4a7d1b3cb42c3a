package org.penumbra.compiler.code;

import org.penumbra.core.Workers;

/**
 * Scalar code first; vector code from the call after which it is known to be faster. Results do not tell which one
 * ran.
 */
final class Tiered implements Compiled {

    /** What is over before it has run this many rows, and this often, is not worth the warm-up. */
    private static final long ROWS = 100_000;
    private static final long CALLS = 20;

    private final CompiledProgram program;
    private final BatchRows batch;
    private final Workers workers;
    private final SharedMemory memory;
    private final long neededCalls;
    private Compiled code;
    private long calls;
    private long effortBefore;
    private long bound = Long.MAX_VALUE;
    private boolean settled;

    /**
     * @param batch what it works on
     * @param rows of long loops in one call
     * @param workers run pieces of loops
     * @param memory for what recurrences store
     */
    Tiered(CompiledProgram program, BatchRows batch, long rows, Workers workers, SharedMemory memory) {
        this.program = program;
        this.batch = batch;
        this.workers = workers;
        this.memory = memory;
        this.neededCalls = Math.max(CALLS, ROWS / rows);
        this.code = program.newScalar(batch, workers, memory);
    }

    @Override
    public double run(double[] x, double[] out) {
        if (settled || !awaits(x, out)) {
            return code.run(x, out);
        }
        program.warmUp().enter();
        try {
            return code.run(x, out);
        } finally {
            program.warmUp().leave();
        }
    }

    @Override
    public long effort() {
        return effortBefore + code.effort();
    }

    @Override
    public void bound(long effort) {
        bound = effort;
        code.bound(effort);
    }

    /** Whether a warm-up is under way, which goes on for those who wait for it only. */
    private boolean awaits(double[] x, double[] out) {
        WarmUp warmUp = program.warmUp();
        switch (warmUp.state()) {
            case COLD -> {
                if (++calls >= neededCalls) {
                    warmUp.start(x.clone(), out == null ? null : new double[out.length]);
                }
            }
            case RUNNING -> { }
            case FASTER -> {
                effortBefore = code.effort();
                code = warmUp.newVector(batch, workers, memory);
                code.bound(bound);
                settled = true;
            }
            case REFUSED -> settled = true;
        }
        return warmUp.state() == WarmUp.State.RUNNING;
    }
}
