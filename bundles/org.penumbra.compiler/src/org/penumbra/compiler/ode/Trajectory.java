package org.penumbra.compiler.ode;

import java.util.Arrays;

/** The accepted steps of a solution, for the way back. The memory grows to what was needed most so far. */
final class Trajectory {

    private final int states;
    private double[] times = new double[64];
    private double[] lengths = new double[64];
    private double[] points;
    private int size;

    Trajectory(int states) {
        this.states = states;
        this.points = new double[64 * states];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(double t, double h, double[] u) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            points = Arrays.copyOf(points, 2 * size * states);
        }
        times[size] = t;
        lengths[size] = h;
        System.arraycopy(u, 0, points, size * states, states);
        size++;
    }

    double time(int step) {
        return times[step];
    }

    double length(int step) {
        return lengths[step];
    }

    /** Copies the state at the start of a step. */
    void point(int step, double[] out) {
        System.arraycopy(points, step * states, out, 0, states);
    }
}
