package org.penumbra.core;

import java.util.function.IntConsumer;

/**
 * Does independent pieces of work side by side. How many threads there are never changes a result: a piece is told its
 * number and nothing else, writes only what belongs to that number, and whoever sums up does so in the order of the
 * numbers.
 */
public interface Workers {

    /** Everything on the thread of the caller. */
    Workers SEQUENTIAL = new Workers() {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void run(int tasks, IntConsumer task) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
        }
    };

    /** How many pieces are done at once, at least 1. */
    int threads();

    /**
     * Does the pieces 0 to {@code tasks - 1}, in any order, and returns when all are done. May be called from within a
     * piece.
     *
     * @throws RuntimeException what the failing piece with the lowest number threw; pieces not yet begun are left out
     */
    void run(int tasks, IntConsumer task);

    /**
     * The same call, to be made again and again: what an inner loop prepares once, so that a call need not allocate.
     *
     * @return makes the call {@code run(tasks, task)} whenever it is run, by one thread at a time
     */
    default Runnable batch(int tasks, IntConsumer task) {
        return () -> run(tasks, task);
    }
}
