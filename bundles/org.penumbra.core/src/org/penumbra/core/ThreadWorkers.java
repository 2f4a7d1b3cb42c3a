package org.penumbra.core;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;

/**
 * Workers on threads of their own. The caller always works as well, so that a piece may itself call {@link #run}: when
 * no thread is free the caller does everything.
 */
public final class ThreadWorkers implements Workers, AutoCloseable {

    private final int threads;
    private final ExecutorService others;

    /** @param threads how many pieces at once, the caller's thread included; at least 1 */
    public ThreadWorkers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least 1 thread is expected, found " + threads);
        }
        this.threads = threads;
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), daemons());
    }

    /** One thread for every core of the machine. */
    public static ThreadWorkers onAllCores() {
        return new ThreadWorkers(Runtime.getRuntime().availableProcessors());
    }

    private static ThreadFactory daemons() {
        return Thread.ofPlatform().daemon().name("penumbra-worker-", 1).factory();
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void run(int tasks, IntConsumer task) {
        if (tasks <= 1 || threads == 1) {
            SEQUENTIAL.run(tasks, task);
            return;
        }
        Batch batch = new Batch(tasks, task);
        for (int i = 1; i < Math.min(threads, tasks); i++) {
            others.execute(batch::work);
        }
        batch.work();
        batch.await();
    }

    @Override
    public void close() {
        others.shutdownNow();
    }

    /** The pieces of one call. Threads that arrive after the last piece was taken find nothing to do. */
    private static final class Batch {
        private final int tasks;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch open;
        private final AtomicReferenceArray<Throwable> failures;
        private volatile boolean failed;

        Batch(int tasks, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
            this.open = new CountDownLatch(tasks);
            this.failures = new AtomicReferenceArray<>(tasks);
        }

        void work() {
            for (int piece = next.getAndIncrement(); piece < tasks; piece = next.getAndIncrement()) {
                perform(piece);
            }
        }

        private void perform(int piece) {
            try {
                if (!failed) {
                    task.accept(piece);
                }
            } catch (RuntimeException | Error thrown) {
                failures.set(piece, thrown);
                failed = true;
            } finally {
                open.countDown();
            }
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    open.await();
                    break;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            rethrow();
        }

        private void rethrow() {
            for (int piece = 0; piece < tasks; piece++) {
                switch (failures.get(piece)) {
                    case RuntimeException thrown -> throw thrown;
                    case Error thrown -> throw thrown;
                    case null, default -> { }
                }
            }
        }
    }
}
