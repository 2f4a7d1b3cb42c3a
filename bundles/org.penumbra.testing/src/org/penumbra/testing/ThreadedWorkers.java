package org.penumbra.testing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.penumbra.core.Workers;

/** Fresh threads for every call, so that pieces meet in ever different orders; slow, for tests. */
record ThreadedWorkers(int threads) implements Workers {

    @Override
    public void run(int tasks, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread[] team = new Thread[Math.min(threads, tasks)];
        for (int i = 0; i < team.length; i++) {
            team[i] = Thread.ofPlatform().start(() -> work(next, tasks, task, failure));
        }
        for (Thread thread : team) {
            join(thread);
        }
        switch (failure.get()) {
            case null -> { }
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            default -> throw new IllegalStateException(failure.get());
        }
    }

    private static void work(AtomicInteger next, int tasks, IntConsumer task, AtomicReference<Throwable> failure) {
        try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.accept(i);
            }
        } catch (RuntimeException | Error thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
