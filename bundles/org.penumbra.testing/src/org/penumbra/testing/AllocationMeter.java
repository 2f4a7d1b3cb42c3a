package org.penumbra.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.util.OptionalLong;

/**
 * Bytes that a piece of work allocates in its thread, as HotSpot counts them. By reflection, so that the kit runs on
 * machines that do not count.
 */
public final class AllocationMeter {

    /** What taking the measurement itself may cost. Less than 200 small objects. */
    public static final long SLACK = 2048;
    private static final String COUNTING = "com.sun.management.ThreadMXBean";

    private AllocationMeter() {
    }

    /** The bytes of one run of {@code work}, after another that warms it up; empty where the machine does not count. */
    public static OptionalLong bytes(Runnable work) {
        work.run();
        OptionalLong before = allocated();
        work.run();
        OptionalLong after = allocated();
        return before.isEmpty() ? before : OptionalLong.of(after.getAsLong() - before.getAsLong());
    }

    private static OptionalLong allocated() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try {
            Class<?> counting = ClassLoader.getPlatformClassLoader().loadClass(COUNTING);
            if (!counting.isInstance(threads)) {
                return OptionalLong.empty();
            }
            Method count = counting.getMethod("getThreadAllocatedBytes", long.class);
            return OptionalLong.of((long) count.invoke(threads, Thread.currentThread().threadId()));
        } catch (ClassNotFoundException notHotSpot) {
            return OptionalLong.empty();
        } catch (ReflectiveOperationException broken) {
            throw new AssertionError("allocated bytes cannot be read", broken);
        }
    }
}
