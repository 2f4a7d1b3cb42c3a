package org.penumbra.ui.tests;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Watches how long a thread is in our code without a break, looking at its stack a few hundred times a second. What
 * counts is the processor time of the thread itself, so that a busy machine does not make code look slow; and the time
 * in which our code waits for something, which it never may.
 */
final class Watchdog implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(3);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Thread watched;
    private final Predicate<StackTraceElement> ours;
    private final Thread sampler;
    private volatile boolean stopped;
    private long longest;
    private String where = "";
    private long samples;

    /** @param ours whether a frame is of the code that is watched */
    Watchdog(Thread watched, Predicate<StackTraceElement> ours) {
        this.watched = watched;
        this.ours = ours;
        this.sampler = new Thread(this::sample, "watchdog");
        sampler.setDaemon(true);
        sampler.start();
    }

    private void sample() {
        long busy = 0;
        long cpu = THREADS.getThreadCpuTime(watched.threadId());
        long clock = System.nanoTime();
        boolean before = false;
        while (!stopped) {
            StackTraceElement[] stack = watched.getStackTrace();
            long cpuNow = THREADS.getThreadCpuTime(watched.threadId());
            long clockNow = System.nanoTime();
            boolean inside = Arrays.stream(stack).anyMatch(ours);
            // Only between two looks that both find our code was the thread surely there.
            busy = inside && before ? busy + (waits(stack) ? clockNow - clock : cpuNow - cpu) : 0;
            record(busy, stack);
            before = inside;
            cpu = cpuNow;
            clock = clockNow;
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Whether our code itself waits: nothing but the library of Java stands above it. */
    private boolean waits(StackTraceElement[] stack) {
        return stack.length > 0 && stack[0].getMethodName().equals("park")
                && Arrays.stream(stack).filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk.")).findFirst().filter(ours).isPresent();
    }

    private synchronized void record(long busy, StackTraceElement[] stack) {
        samples++;
        if (busy > longest) {
            longest = busy;
            where = Arrays.stream(stack).limit(60).map(frame -> "\n  at " + frame).collect(Collectors.joining());
        }
    }

    /** The longest stretch in our code, in milliseconds. */
    synchronized double longest() {
        return longest / 1e6;
    }

    synchronized String where() {
        return where;
    }

    synchronized long samples() {
        return samples;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
