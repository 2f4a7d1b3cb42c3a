package org.penumbra.core;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The pieces of a call of {@link ThreadWorkers}, which may be made again and again. Whoever works on it takes the
 * lowest piece that nobody has; who comes late finds nothing to do, or helps with the next call.
 */
final class Batch implements Runnable {

    /** Looks for the end before the caller goes to sleep: about as long as it takes to wake a thread. */
    private static final int PATIENCE = 1_000;

    private final int tasks;
    private final IntConsumer task;
    private final Hand[] hands;
    /** The lowest piece that nobody has taken. */
    private final AtomicInteger next;
    /** Pieces that are not done. */
    private final AtomicInteger open = new AtomicInteger();
    /** The lowest piece that failed. */
    private volatile int failed = Integer.MAX_VALUE;
    private Throwable failure;
    private volatile Thread caller;

    Batch(int tasks, IntConsumer task, Hand[] hands) {
        this.tasks = tasks;
        this.task = task;
        this.hands = hands;
        this.next = new AtomicInteger(tasks);
    }

    @Override
    public void run() {
        failed = Integer.MAX_VALUE;
        failure = null;
        open.set(tasks);
        next.set(0);
        for (int i = 0; i < Math.min(hands.length, tasks - 1); i++) {
            hands[i].offer(this);
        }
        work();
        await();
        rethrow();
    }

    boolean hasWork() {
        return next.get() < tasks;
    }

    /** Does pieces until all are taken. */
    void work() {
        for (int piece = take(); piece < tasks; piece = take()) {
            perform(piece);
        }
    }

    private int take() {
        while (true) {
            int piece = next.get();
            if (piece >= tasks || next.compareAndSet(piece, piece + 1)) {
                return piece;
            }
        }
    }

    private void perform(int piece) {
        try {
            if (piece < failed) {
                task.accept(piece);
            }
        } catch (RuntimeException | Error thrown) {
            fail(piece, thrown);
        } finally {
            if (open.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    private synchronized void fail(int piece, Throwable thrown) {
        if (piece < failed) {
            failed = piece;
            failure = thrown;
        }
    }

    private void await() {
        for (int look = 0; look < PATIENCE && open.get() > 0; look++) {
            Thread.onSpinWait();
        }
        if (open.get() > 0) {
            sleep();
        }
    }

    /** An interrupt has to wait: the pieces belong to the caller's memory. */
    private void sleep() {
        boolean interrupted = false;
        caller = Thread.currentThread();
        while (open.get() > 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        caller = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        switch (failure) {
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case null, default -> { }
        }
    }
}
