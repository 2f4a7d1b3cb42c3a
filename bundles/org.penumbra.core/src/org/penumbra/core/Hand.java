package org.penumbra.core;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One thread that works on batches. Those are offered, never queued: a thread that is busy is no help. */
final class Hand {

    /** Looks for the next batch before the thread goes to sleep, because waking it takes longer than many a batch. */
    private static final int PATIENCE = 2_000;

    private final String name;
    private final AtomicReference<Batch> current = new AtomicReference<>();
    private volatile boolean ended;
    private volatile Thread thread;

    Hand(String name) {
        this.name = name;
    }

    /** Works on a batch, unless it is busy with another one. */
    void offer(Batch batch) {
        if (!ended && current.compareAndSet(null, batch)) {
            if (thread == null) {
                start();
            }
            LockSupport.unpark(thread);
        }
    }

    private synchronized void start() {
        if (thread == null && !ended) {
            thread = Thread.ofPlatform().daemon().name(name).start(this::live);
        }
    }

    synchronized void end() {
        ended = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void live() {
        while (!ended) {
            Batch batch = await();
            if (batch != null) {
                work(batch);
            }
        }
    }

    /** A batch that starts again just when this leaves it has offered itself in vain: so this looks once more. */
    private void work(Batch batch) {
        do {
            batch.work();
            current.set(null);
        } while (batch.hasWork() && current.compareAndSet(null, batch));
    }

    private Batch await() {
        for (int look = 0; look < PATIENCE; look++) {
            Batch offered = current.get();
            if (offered != null) {
                return offered;
            }
            Thread.onSpinWait();
        }
        if (current.get() == null) {
            LockSupport.park(this);
            Thread.interrupted(); // of a piece that is over, or of end()
        }
        return current.get();
    }
}
