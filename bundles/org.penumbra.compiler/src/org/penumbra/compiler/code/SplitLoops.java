package org.penumbra.compiler.code;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.penumbra.core.Workers;

/** The loops of one instance of generated code that run in pieces. Their memory is made when the first of them runs. */
final class SplitLoops {

    private final List<SplitLoop.Code> codes;
    private final Workers workers;
    private final Supplier<Seat> seats;
    private final double[][] stored;
    private final double[] scratch;
    private SplitLoop[] loops;

    /**
     * @param codes by their numbers
     * @param seats makes places to run a piece
     * @param stored arrays of the instance
     * @param scratch its scratch memory
     */
    SplitLoops(List<SplitLoop.Code> codes, Workers workers, Supplier<Seat> seats, double[][] stored,
            double[] scratch) {
        this.codes = codes;
        this.workers = workers;
        this.seats = seats;
        this.stored = stored;
        this.scratch = scratch;
    }

    /**
     * Runs a loop.
     *
     * @param number of the loop
     * @param out where outputs are added
     * @param limit iterations after which it stops
     */
    void run(int number, double[] x, double[] out, int limit) {
        if (loops == null) {
            loops = make();
        }
        loops[number].run(x, out, limit);
    }

    /** With one thread, pieces take turns at one seat; else each has its own until the pieces are added up. */
    private SplitLoop[] make() {
        int most = codes.stream().mapToInt(code -> code.split().pieces()).max().orElseThrow();
        Seat[] all = new Seat[workers.threads() == 1 ? 1 : most];
        Arrays.setAll(all, k -> seats.get());
        return codes.stream().map(code -> new SplitLoop(code, all, workers, stored, scratch))
                .toArray(SplitLoop[]::new);
    }
}
