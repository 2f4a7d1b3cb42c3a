package org.penumbra.compiler.ode;

import java.util.Arrays;
import org.penumbra.math.Kernels;

/**
 * Integrates with steps whose length follows the error estimate (Hairer, Norsett, Wanner, section II.4) and that end at
 * the times asked for. Derivatives are those of the steps that were made, so they are exact for the numbers returned.
 */
final class OdeSolver {

    private static final double SAFETY = 0.9;
    private static final double SHRINK = 0.2;
    private static final double GROW = 5;
    /** About how often one step asks for the slopes. */
    private static final long STAGES = 6;

    private final VectorField field;
    private final StepMethod method;
    private final OdeSettings settings;
    private final Trajectory trajectory;
    private final double[] u;
    private final double[] next;
    private final double[] error;
    private final double[] slope;
    /** The step behind which each output lies. */
    private final int[] reached;
    private long effort;
    private long bound = Long.MAX_VALUE;
    /** What the effort may become in this solution. */
    private long most;

    OdeSolver(VectorField field, StepMethod method, OdeSettings settings, int outputs) {
        this.field = field;
        this.method = method;
        this.settings = settings;
        this.trajectory = new Trajectory(field.states());
        this.u = new double[field.states()];
        this.next = new double[field.states()];
        this.error = new double[field.states()];
        this.slope = new double[field.states()];
        this.reached = new int[outputs];
    }

    /**
     * @param start state at t0, from {@code startAt}
     * @param times ascending, from {@code timesAt}, none before t0
     * @param out set to the states at the times, row after row; NaN from where the solution cannot be followed
     */
    void solve(double[] start, int startAt, double t0, double[] times, int timesAt, double[] out, int outAt) {
        int n = u.length;
        trajectory.clear();
        method.restart();
        most = bound > Long.MAX_VALUE - effort ? Long.MAX_VALUE : effort + bound;
        System.arraycopy(start, startAt, u, 0, n);
        double t = t0;
        double h = reached.length == 0 ? 0 : firstLength(t0, times[timesAt + reached.length - 1]);
        for (int k = 0; k < reached.length; k++) {
            double end = times[timesAt + k];
            h = advance(t, end, h);
            if (Double.isNaN(h)) {
                Arrays.fill(out, outAt + k * n, outAt + reached.length * n, Double.NaN);
                trajectory.clear();
                return;
            }
            t = end;
            reached[k] = trajectory.size();
            System.arraycopy(u, 0, out, outAt + k * n, n);
        }
    }

    /** Goes on to {@code end}; the length that the next step should have, NaN when there is no way. */
    private double advance(double from, double end, double proposed) {
        double t = from;
        double h = proposed;
        if (!(end >= from)) {
            return Double.NaN;
        }
        while (t < end) {
            boolean last = t + h * (1 + 1e-10) >= end;
            double length = last ? end - t : h;
            if (isTooShort(length, t) || trajectory.size() >= settings.maxSteps() || effort >= most) {
                return Double.NaN;
            }
            effort += STAGES * u.length;
            double size = method.step(t, length, u, next, error) ? errorSize() : Double.POSITIVE_INFINITY;
            double factor = factor(size);
            if (size <= 1) {
                trajectory.add(t, length, u);
                System.arraycopy(next, 0, u, 0, u.length);
                method.accept();
                t = last ? end : t + length;
                h = last ? Math.max(h, length * factor) : length * factor;
            } else {
                h = length * Math.min(factor, SAFETY);
            }
        }
        return h;
    }

    private static boolean isTooShort(double length, double t) {
        return !(length > 0) || t + length == t;
    }

    /**
     * What the length of the next step is to that of the last, by the size of its error. The power need not be exact,
     * and {@code StrictMath.pow} makes arrays.
     */
    private double factor(double size) {
        return Double.isNaN(size) ? SHRINK
                : Math.clamp(SAFETY * Kernels.exp(-Kernels.log(size) / method.errorOrder()), SHRINK, GROW);
    }

    private double errorSize() {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            double scale = settings.absTol() + settings.relTol() * Math.max(Math.abs(u[i]), Math.abs(next[i]));
            sum += (error[i] / scale) * (error[i] / scale);
        }
        return Math.sqrt(sum / u.length);
    }

    /** Such that an Euler step changes the state by a hundredth of its tolerance-weighted size. */
    private double firstLength(double t0, double end) {
        field.slope(t0, u, slope);
        double size = 0;
        double speed = 0;
        for (int i = 0; i < u.length; i++) {
            double scale = settings.absTol() + settings.relTol() * Math.abs(u[i]);
            size += (u[i] / scale) * (u[i] / scale);
            speed += (slope[i] / scale) * (slope[i] / scale);
        }
        double span = Math.max(end - t0, Double.MIN_NORMAL);
        double length = speed > 1e-10 && size > 1e-10 ? 0.01 * Math.sqrt(size / speed) : 1e-6 * span;
        return Math.min(length, span);
    }

    /** Numbers touched by all steps tried so far. */
    long effort() {
        return effort;
    }

    /** @param largest of one solution; what would need more is not followed */
    void bound(long largest) {
        bound = largest;
    }

    /**
     * The way back of the last {@link #solve}.
     *
     * @param outBar adjoints of the outputs, from {@code outAt}
     * @param bar set to the adjoint of the state at t0
     * @param parameterBar the adjoint of the parameters is added to it
     */
    void pull(double[] outBar, int outAt, double[] bar, double[] parameterBar) {
        int n = u.length;
        Arrays.fill(bar, 0);
        int output = reached.length - 1;
        for (int step = trajectory.size(); step >= 0; step--) {
            for (; output >= 0 && reached[output] == step; output--) {
                for (int i = 0; i < n; i++) {
                    bar[i] += outBar[outAt + output * n + i];
                }
            }
            if (step > 0) {
                effort += STAGES * n;
                trajectory.point(step - 1, u);
                method.pull(trajectory.time(step - 1), trajectory.length(step - 1), u, bar, parameterBar);
            }
        }
    }
}
