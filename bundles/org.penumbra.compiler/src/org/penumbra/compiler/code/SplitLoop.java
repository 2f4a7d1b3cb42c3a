package org.penumbra.compiler.code;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.penumbra.core.Workers;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/** Runs a {@link Split} for one instance of generated code: pieces side by side, then sums in their order. */
final class SplitLoop implements IntConsumer {

    /**
     * Where generated code has what pieces add up.
     *
     * @param slots of the sums, in scratch memory
     * @param own numbers of the stored arrays that are buffers
     * @param targets numbers of the stored arrays that those are added to; -1 for the output
     */
    record Code(Split split, int[] slots, int[] own, int[] targets) {

        static Code of(Split split, List<Array> stored, Function<Expr, Integer> slot) {
            return new Code(split, split.sums().stream().mapToInt(slot::apply).toArray(),
                    split.buffers().stream().mapToInt(buffer -> stored.indexOf(buffer.own())).toArray(),
                    split.buffers().stream().mapToInt(buffer -> stored.indexOf(buffer.target())).toArray());
        }
    }

    private final Code code;
    private final Split split;
    private final Seat[] seats;
    private final double[][] stored;
    private final double[] scratch;
    private final double[] totals;
    private final int[][] parameters;
    private final Runnable batch;
    private double[] x;
    private double[] out;
    private int limit;

    /** @param seats one for all pieces, or at least as many as there are pieces */
    SplitLoop(Code code, Seat[] seats, Workers workers, double[][] stored, double[] scratch) {
        this.code = code;
        this.split = code.split();
        this.seats = seats;
        this.stored = stored;
        this.scratch = scratch;
        this.totals = new double[code.slots().length];
        this.parameters = new int[split.pieces()][2 + split.buffers().size()];
        for (int piece = 0; piece < parameters.length; piece++) {
            for (int b = 0; b < split.buffers().size(); b++) {
                parameters[piece][2 + b] = split.buffers().get(b).begins()[piece];
            }
        }
        this.batch = seats.length == 1 ? this::oneAfterAnother : sideBySide(workers);
    }

    private Runnable sideBySide(Workers workers) {
        Runnable run = workers.batch(split.pieces(), this);
        return () -> {
            run.run();
            for (int piece = 0; piece < parameters.length; piece++) {
                add(piece, seats[piece]);
            }
        };
    }

    private void oneAfterAnother() {
        for (int piece = 0; piece < parameters.length; piece++) {
            perform(piece, seats[0]);
            add(piece, seats[0]);
        }
    }

    void run(double[] at, double[] output, int iterations) {
        x = at;
        out = output;
        limit = iterations;
        Arrays.fill(totals, 0);
        for (int b = 0; b < code.own().length; b++) {
            if (split.buffers().get(b).sets()) {
                Arrays.fill(stored[code.targets()[b]], 0);
            }
        }
        batch.run();
        for (int s = 0; s < totals.length; s++) {
            scratch[code.slots()[s]] = totals[s];
        }
    }

    @Override
    public void accept(int piece) {
        perform(piece, seats[piece]);
    }

    private void perform(int piece, Seat seat) {
        int from = piece * split.length();
        int to = Math.min(Math.min(split.iterations(), limit), from + split.length());
        parameters[piece][0] = from;
        parameters[piece][1] = to;
        System.arraycopy(scratch, 0, seat.scratch(), 0, scratch.length);
        for (int b = 0; b < code.own().length; b++) {
            Arrays.fill(seat.stored()[code.own()[b]], 0, split.buffers().get(b).lengths()[piece], 0);
        }
        seat.code().limit(limit);
        seat.code().piece(split.number(), x, out, parameters[piece]);
    }

    private void add(int piece, Seat seat) {
        for (int s = 0; s < totals.length; s++) {
            totals[s] += seat.scratch()[code.slots()[s]];
        }
        for (int b = 0; b < code.own().length; b++) {
            Split.Buffer buffer = split.buffers().get(b);
            double[] target = code.targets()[b] < 0 ? out : stored[code.targets()[b]];
            add(seat.stored()[code.own()[b]], buffer.lengths()[piece], target,
                    buffer.base() + buffer.begins()[piece]);
        }
    }

    private static void add(double[] buffer, int length, double[] target, int at) {
        for (int k = 0; k < length; k++) {
            target[at + k] += buffer[k];
        }
    }
}
