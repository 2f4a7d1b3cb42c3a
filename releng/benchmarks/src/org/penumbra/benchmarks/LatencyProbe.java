package org.penumbra.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Target;
import org.penumbra.registry.Registry;
import org.penumbra.session.Session;

/**
 * A process that compiles other models first and then the one that is timed, once. Arguments: how many compilations go
 * before, the one that is timed, the others. Prints milliseconds, by the clock and of processor time of its thread, or
 * {@code !} and what is wrong.
 */
public final class LatencyProbe {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Session SESSION = new Session(Registry.open());

    private LatencyProbe() {
    }

    public static void main(String[] arguments) {
        LatencyCase timed = LatencyCase.ofArgument(arguments[1]);
        List<LatencyCase> others = Arrays.stream(arguments).skip(2).map(LatencyCase::ofArgument).toList();
        for (int done = 0; done < Integer.parseInt(arguments[0]); done++) {
            firstGradient(others.get(done % others.size()));
        }
        try {
            long busy = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            firstGradient(timed);
            long end = System.nanoTime();
            System.out.println((end - start) * 1e-6 + " " + (THREADS.getCurrentThreadCpuTime() - busy) * 1e-6);
        } catch (RuntimeException failure) {
            System.out.println("! " + Workload.reason(failure));
        }
    }

    /** From files to a gradient at the origin of the free coordinates. */
    private static double firstGradient(LatencyCase one) {
        Target target = SESSION.prepare(one.request()).target();
        return target.logDensityAndGradient(new double[target.dimension()], new double[target.dimension()]);
    }
}
