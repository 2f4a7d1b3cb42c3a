package org.penumbra.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.penumbra.core.Cancellation;

/**
 * Hears ^C (and a polite kill): the run is told to stop, and the process waits until the command has shown and stored
 * what it has. The Java runtime then ends with 128 + the number of the signal: 130 for ^C.
 */
final class StopSignal implements Cancellation, AutoCloseable {

    /** Longer than the session gives plug-ins to stop. */
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "penumbra stop");
    private final Runnable whenStopped;
    private volatile boolean stopped;

    /** @param whenStopped called once, from another thread, when somebody wants to stop */
    StopSignal(Runnable whenStopped) {
        this.whenStopped = whenStopped;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public boolean isCancelled() {
        return stopped;
    }

    private void stop() {
        if (finished.getCount() == 0) {
            return;
        }
        stopped = true;
        whenStopped.run();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command is done with its output. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The process is on its way out, which is what the hook waits for.
            return;
        }
    }
}
