package org.penumbra.session;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;

/**
 * Calls code of a plug-in so that nothing it does takes the platform down: on a thread of its own, with whatever it
 * throws turned into a problem that names its bundle, and left behind when it does not stop.
 *
 * <p>An interrupt of the calling thread counts as a cancellation and is still set afterwards. Good for one call.
 */
final class PluginCall {

    private static final Duration POLL = Duration.ofMillis(20);
    /** What a thread gets to unwind when an interrupt wakes it, after it missed its time of grace. */
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    private final PluginFault fault;
    private final Duration grace;
    private volatile boolean interrupted;
    private Thread thread;
    private long toldAt;
    private boolean told;
    private boolean woken;

    /** @param grace how long the plug-in may go on after it was told to stop */
    PluginCall(PluginFault fault, Duration grace) {
        this.fault = fault;
        this.grace = grace;
    }

    /**
     * Runs {@code work} to its end.
     *
     * @param work gets the cancellation that it has to ask
     * @return what it returned, not null
     * @throws PenumbraException what the work itself threw; PLUGIN_FAILED (PEN-5020, PEN-5021) when it threw something
     *         else or returned null; CANCELLED (PEN-5022) when it was told to stop and did not
     */
    <T> T run(Cancellation cancellation, Function<Cancellation, T> work) {
        Cancellation stop = () -> interrupted || cancellation.isCancelled();
        FutureTask<T> task = new FutureTask<>(() -> work.apply(stop));
        thread = Thread.ofPlatform().daemon().name("penumbra " + fault.who()).start(task);
        try {
            T result = await(task, stop);
            if (result == null) {
                throw fault.returnedNothing();
            }
            return result;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T await(FutureTask<T> task, Cancellation stop) {
        while (true) {
            try {
                return task.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                if (stop.isCancelled()) {
                    insist();
                }
            } catch (InterruptedException toldToStop) {
                interrupted = true;
            } catch (ExecutionException thrown) {
                throw translated(thrown.getCause());
            }
        }
    }

    /** The plug-in knows that it has to stop: waits for the time of grace, wakes it, and gives it up. */
    private void insist() {
        long now = System.nanoTime();
        if (!told) {
            told = true;
            toldAt = now;
        } else if (!woken && now - toldAt >= grace.toNanos()) {
            woken = true;
            thread.interrupt();
        } else if (woken && now - toldAt >= grace.plus(AFTER_INTERRUPT).toNanos()) {
            throw fault.didNotStop(grace.toSeconds());
        }
    }

    private PenumbraException translated(Throwable thrown) {
        if (woken) {
            return fault.didNotStop(grace.toSeconds());
        }
        return thrown instanceof PenumbraException known ? known : fault.threw(thrown);
    }
}
