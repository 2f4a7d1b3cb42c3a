package org.penumbra.compiler.code;

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
    private final long neededCalls;
    private Compiled code;
    private long calls;
    private boolean settled;

    /** @param rows of long loops in one call */
    Tiered(CompiledProgram program, BatchRows batch, long rows) {
        this.program = program;
        this.batch = batch;
        this.neededCalls = Math.max(CALLS, ROWS / rows);
        this.code = program.newScalar(batch);
    }

    @Override
    public double run(double[] x, double[] out) {
        if (!settled) {
            consider(x, out);
        }
        return code.run(x, out);
    }

    private void consider(double[] x, double[] out) {
        WarmUp warmUp = program.warmUp();
        switch (warmUp.state()) {
            case COLD -> {
                if (++calls >= neededCalls) {
                    warmUp.start(x.clone(), out == null ? null : new double[out.length]);
                }
            }
            case RUNNING -> { }
            case FASTER -> {
                code = warmUp.newVector(batch);
                settled = true;
            }
            case REFUSED -> settled = true;
        }
    }
}
