package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

class PluginCallTest {

    private static final Duration GRACE = Duration.ofMillis(100);

    private final PluginCall call = new PluginCall(new PluginFault("algorithm 'Odd'", "algorithm", "com.example.odd"),
            GRACE);

    static java.util.stream.Stream<Supplier<Throwable>> throwables() {
        return java.util.stream.Stream.of(() -> new IllegalStateException("bad\n  luck"), StackOverflowError::new,
                () -> new NoClassDefFoundError("x/Y"), () -> new OutOfMemoryError("pretended"));
    }

    @Test
    void handsBackTheResult() {
        assertEquals("done", call.run(Cancellation.NEVER, stop -> "done"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void namesTheBundleWhateverIsThrown(Supplier<Throwable> made) {
        Throwable thrown = made.get();
        PenumbraException failed = assertThrows(PenumbraException.class,
                () -> call.run(Cancellation.NEVER, stop -> sneak(thrown)));
        assertEquals(ExitCode.PLUGIN_FAILED, failed.exitCode());
        assertSame(thrown, failed.getCause());
        assertTrue(failed.getMessage().startsWith("error [PEN-5020] com.example.odd: algorithm 'Odd' failed with "
                + thrown.getClass().getSimpleName()), failed.getMessage());
        assertEquals(1, failed.getMessage().lines().count());
    }

    @Test
    void passesOnWhatIsNoFaultOfThePlugin() {
        PenumbraException start = PenumbraException.badInput(Problem.error("PEN-3001", "NaN at the start."));
        assertSame(start, assertThrows(PenumbraException.class, () -> call.run(Cancellation.NEVER, stop -> {
            throw start;
        })));
    }

    @Test
    void refusesNull() {
        PenumbraException failed = assertThrows(PenumbraException.class,
                () -> call.run(Cancellation.NEVER, stop -> null));
        assertEquals(ExitCode.PLUGIN_FAILED, failed.exitCode());
        assertEquals("PEN-5021", failed.problems().getFirst().code());
    }

    @Test
    void letsAPoliteOneReturnWhatItHas() {
        assertEquals("half", call.run(() -> true, stop -> {
            while (!stop.isCancelled()) {
                LockSupport.parkNanos(1_000_000);
            }
            return "half";
        }));
    }

    @Test
    void leavesBehindWhatNeverReturns() {
        AtomicBoolean release = new AtomicBoolean();
        PenumbraException left = assertThrows(PenumbraException.class, () -> call.run(() -> true, stop -> {
            while (!release.get()) {
                Thread.onSpinWait();
            }
            return "late";
        }));
        release.set(true);
        assertEquals(ExitCode.CANCELLED, left.exitCode());
        assertEquals("PEN-5022", left.problems().getFirst().code());
    }

    @Test
    void wakesWhatSleepsThroughItsGrace() throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        PenumbraException left = assertThrows(PenumbraException.class, () -> call.run(() -> true, stop -> {
            LockSupport.park();
            woken.countDown();
            throw new IllegalStateException("interrupted");
        }));
        woken.await();
        assertEquals(ExitCode.CANCELLED, left.exitCode());
    }

    @Test
    void takesAnInterruptForACancellationAndKeepsIt() {
        Thread.currentThread().interrupt();
        String result = call.run(Cancellation.NEVER, stop -> {
            while (!stop.isCancelled()) {
                LockSupport.parkNanos(1_000_000);
            }
            return "half";
        });
        assertEquals("half", result);
        assertTrue(Thread.interrupted(), "the interrupt is still set");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> String sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
