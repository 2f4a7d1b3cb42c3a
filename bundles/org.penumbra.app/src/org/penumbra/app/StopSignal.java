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
    private volatile boolean stopped;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public boolean isCancelled() {
        return stopped;
    }

    private void stop() {
        stopped = true;
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
        if (!stopped) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
