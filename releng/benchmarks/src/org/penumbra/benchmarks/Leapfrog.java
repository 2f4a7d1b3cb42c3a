package org.penumbra.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.penumbra.inference.Target;

/** The trajectory that Stan is timed on: leapfrog steps with the unit metric, one gradient each. */
final class Leapfrog {

    /** So small that the point stays where it was put, as in serve.R. */
    private static final double STEP = 0x1p-30;

    private final Target target;
    private final double[] start;
    private final double[] x;
    private final double[] momentum;
    private final double[] gradient;

    Leapfrog(Target target, double[] start) {
        this.target = target;
        this.start = start.clone();
        this.x = new double[start.length];
        this.momentum = new double[start.length];
        this.gradient = new double[start.length];
    }

    /**
     * Walks from the start.
     *
     * @return processor time of this thread, in seconds
     */
    double seconds(long steps) {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        double density = walk(steps);
        long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        if (!Double.isFinite(density)) {
            throw new IllegalStateException("the log density became " + density);
        }
        return (end - begin) * 1e-9;
    }

    private double walk(long steps) {
        System.arraycopy(start, 0, x, 0, x.length);
        Arrays.fill(momentum, 1);
        double density = target.logDensityAndGradient(x, gradient);
        for (long step = 0; step < steps; step++) {
            for (int i = 0; i < x.length; i++) {
                momentum[i] += 0.5 * STEP * gradient[i];
                x[i] += STEP * momentum[i];
            }
            density = target.logDensityAndGradient(x, gradient);
            for (int i = 0; i < x.length; i++) {
                momentum[i] += 0.5 * STEP * gradient[i];
            }
        }
        return density;
    }
}
