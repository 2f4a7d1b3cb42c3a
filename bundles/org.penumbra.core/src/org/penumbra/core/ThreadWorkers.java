package org.penumbra.core;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Workers on threads of their own, which are started when they are first needed. The caller always works as well, so
 * that a piece may itself call {@link #run}: when no thread is free, or after {@link #close}, the caller does
 * everything. A {@link #batch} allocates nothing when it runs.
 */
public final class ThreadWorkers implements Workers, AutoCloseable {

    private final Hand[] hands;

    /** @param threads how many pieces at once, the caller's thread included; at least 1 */
    public ThreadWorkers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least 1 thread is expected, found " + threads);
        }
        this.hands = IntStream.range(1, threads).mapToObj(number -> new Hand("penumbra-worker-" + number))
                .toArray(Hand[]::new);
    }

    @Override
    public int threads() {
        return hands.length + 1;
    }

    @Override
    public void run(int tasks, IntConsumer task) {
        batch(tasks, task).run();
    }

    @Override
    public Runnable batch(int tasks, IntConsumer task) {
        return tasks <= 1 || hands.length == 0 ? () -> SEQUENTIAL.run(tasks, task) : new Batch(tasks, task, hands);
    }

    /** Ends the threads; a piece that one of them is at is interrupted. */
    @Override
    public void close() {
        for (Hand hand : hands) {
            hand.end();
        }
    }
}
