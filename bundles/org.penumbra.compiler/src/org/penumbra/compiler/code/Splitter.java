package org.penumbra.compiler.code;

import java.util.List;
import org.penumbra.expression.Loop;

/**
 * Finds the loops that are worth several cores and cuts them into pieces. What decides is the work that they are
 * estimated to be, never the machine, because each cut moves a bracket in a sum.
 */
final class Splitter {

    /** Handing over to another thread takes some microseconds, and vector code is five times as fast as estimated. */
    private static final double WORTHWHILE = 1_000_000;
    private static final double PIECE = 100_000;
    /** Enough to keep a dozen cores busy to the end; each has buffers of its own. */
    private static final int MOST = 32;
    /** Clearing an element of a buffer and adding it to its target, in nanoseconds. */
    private static final double BUFFERED = 2;
    /** The part of the work that buffers may take. */
    private static final double OVERHEAD = 1.0 / 32;

    private final Program program;
    private int count;

    private Splitter(Program program) {
        this.program = program;
    }

    /** The same steps, with those loops cut that can be and are worth it. */
    static List<Step> split(List<Step> steps, Program program) {
        Splitter splitter = new Splitter(program);
        return steps.stream().map(splitter::split).toList();
    }

    private Step split(Step step) {
        return switch (step) {
            case Step.Rows(Kernel kernel) when work(kernel) >= WORTHWHILE -> split(step, kernel.loop(), kernel.body(),
                    work(kernel), kernel.products(), Lanes.CHUNK);
            case Step.Run run when Ranges.areKnown(run.loop()) && Independence.of(run.body()) -> split(step,
                    run.loop(), run.body(), Work.of(run.body()) * Ranges.count(run.loop()), Products.NONE, 1);
            default -> step;
        };
    }

    private static double work(Kernel kernel) {
        return kernel.rows() * (Work.of(kernel.body()) + Work.of(kernel.products()));
    }

    /**
     * @param outer work, without that of the loops inside
     * @param unit what the lengths of pieces are multiples of
     */
    private Step split(Step step, Loop loop, List<Step> body, double outer, Products products, int unit) {
        int iterations = Ranges.count(loop);
        int length = (iterations + MOST * unit - 1) / (MOST * unit) * unit;
        if (length == 0) {
            return step;
        }
        Walk walk = new Walk(loop, body, program);
        if (!walk.isPossible()) {
            return step;
        }
        walk.go(length);
        double work = outer + walk.work();
        if (work < WORTHWHILE) {
            return step;
        }
        Cut cut = new Cut(iterations, length, walk.touched(), products);
        while (cut.pieces() > 1 && (cut.pieces() > work / PIECE || BUFFERED * cut.buffered() > OVERHEAD * work)) {
            cut = cut.joined();
        }
        return cut.pieces() > 1 && cut.isPossible() ? new Step.Pieces(cut.of(step, count++)) : step;
    }
}
