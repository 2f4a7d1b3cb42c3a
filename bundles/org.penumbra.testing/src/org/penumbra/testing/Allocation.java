package org.penumbra.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Whether code allocates once it is warm. */
final class Allocation {

    private static final int TIMES = 200;
    /** Early rounds link call sites and may box until they are compiled. */
    private static final int ROUNDS = 50;

    private Allocation() {
    }

    /** Some round of {@value #TIMES} calls allocates nothing on this thread. */
    static void free(Runnable work, String what) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < TIMES; i++) {
                work.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        Claims.hold(least == 0, what + " allocates " + (double) least / TIMES + " bytes each time");
    }
}
