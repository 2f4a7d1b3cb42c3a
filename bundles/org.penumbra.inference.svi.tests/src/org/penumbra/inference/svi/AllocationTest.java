package org.penumbra.inference.svi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;

class AllocationTest {

    /**
     * A run of 100,000 more steps allocates only what a new block takes, every 100 steps: a stream and a copy of the
     * optimiser's state, a few hundred bytes. One object per step would be 1.6 MB.
     */
    @Test
    void theLoopAllocatesNothingPerStep() {
        allocated(20_000);
        long bytesPerStep = (allocated(200_000) - allocated(100_000)) / 100_000;
        assertTrue(bytesPerStep < 12, bytesPerStep + " bytes per step");
    }

    @Test
    void nothingIsKeptInStaticFields() {
        for (Class<?> type : new Class<?>[] {Svi.class, Ascent.class, Windows.class,
            Convergence.class, Checkpoint.class, TraceRecorder.class, FinalDraws.class, Drift.class}) {
            assertTrue(Arrays.stream(type.getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()))
                    .allMatch(field -> Modifier.isFinal(field.getModifiers()) && field.getType().isPrimitive()),
                    () -> type.getName() + " keeps state in a static field");
        }
    }

    private static long allocated(long steps) {
        Run run = new Run(new TestGuide(5, true));
        run.steps = steps;
        Ascent ascent = run.ascent(GaussianTarget.independent(0, new double[] {1, 2, 3, 4, 5},
                new double[] {1, 1, 1, 1, 1}));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run.run(ascent);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
