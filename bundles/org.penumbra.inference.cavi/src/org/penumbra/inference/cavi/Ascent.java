package org.penumbra.inference.cavi;

import java.util.Arrays;
import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/** One start: moments and natural parameters, and the sweeps that have been done. */
final class Ascent {

    /** Moments of larger groups are not compared with those before: the bound alone decides then. */
    private static final int COMPARED = 1 << 20;
    private static final int SCALARS = 4;

    private final ConjugateForm form;
    private final List<FactorGroup> groups;
    private final double[] moments;
    private final double[] natural;
    private final double[] entropies;
    private final double[] before;
    private double[] trace = new double[16];
    private int sweeps;
    private boolean converged;
    private double largestDrop;

    Ascent(ConjugateForm form) {
        this.form = form;
        this.groups = form.groups();
        this.moments = new double[form.size()];
        this.natural = new double[form.size()];
        this.entropies = new double[groups.size()];
        this.before = new double[Math.min(COMPARED,
                groups.stream().mapToInt(FactorGroup::size).max().orElse(0))];
    }

    /**
     * Before the first sweep.
     *
     * @param values of the sites
     * @param seeds how many factors of discrete sites are told a value
     */
    void begin(double[] values, RandomStream random, int seeds) {
        for (FactorGroup group : groups) {
            group.begin(values, random, seeds, moments);
        }
    }

    /**
     * Sweeps until it has converged, a number of sweeps is done, or the user cancels.
     *
     * @throws FactorGroup.Improper when an update is no distribution
     */
    void run(int until, double tolerance, Cancellation cancellation) {
        while (!converged && sweeps < until && !cancellation.isCancelled()) {
            sweep(tolerance);
        }
    }

    private void sweep(double tolerance) {
        double change = 0;
        for (int g = 0; g < groups.size(); g++) {
            change = Math.max(change, update(g));
        }
        double bound = form.energy(moments);
        for (double entropy : entropies) {
            bound += entropy;
        }
        record(bound, change, tolerance);
    }

    /** @return the largest relative change of a moment */
    private double update(int g) {
        FactorGroup group = groups.get(g);
        form.natural(g, moments, natural);
        boolean compared = group.size() <= before.length;
        if (compared) {
            System.arraycopy(moments, group.start(), before, 0, group.size());
        }
        entropies[g] = group.update(natural, moments);
        double change = 0;
        for (int k = 0; compared && k < group.size(); k++) {
            double now = moments[group.start() + k];
            change = Math.max(change, Math.abs(now - before[k]) / Math.max(1e-3, Math.abs(now)));
        }
        return change;
    }

    private void record(double bound, double change, double tolerance) {
        if (sweeps == trace.length) {
            trace = Arrays.copyOf(trace, 2 * sweeps);
        }
        if (sweeps > 0) {
            double last = trace[sweeps - 1];
            double scale = Math.max(1, Math.abs(bound));
            largestDrop = Math.max(largestDrop, (last - bound) / scale);
            converged = change <= tolerance && Math.abs(bound - last) <= tolerance * scale;
        }
        trace[sweeps++] = bound;
        converged |= form.isExact();
    }

    boolean hasConverged() {
        return converged;
    }

    int sweeps() {
        return sweeps;
    }

    /** The evidence lower bound after the last sweep; minus infinity before the first. */
    double bound() {
        return sweeps == 0 ? Double.NEGATIVE_INFINITY : trace[sweeps - 1];
    }

    /** The largest fall of the bound in one sweep, relative to its size: rounding, as it cannot fall. */
    double largestDrop() {
        return largestDrop;
    }

    double[] moments() {
        return moments;
    }

    double[] natural() {
        return natural;
    }

    FitResult.Trace trace() {
        long[] steps = new long[sweeps];
        Arrays.setAll(steps, k -> k + 1);
        return new FitResult.Trace(steps, Arrays.copyOf(trace, sweeps));
    }

    int stateSize() {
        return SCALARS + trace.length + entropies.length + moments.length + natural.length;
    }

    void save(double[] state, int at) {
        state[at] = sweeps;
        state[at + 1] = converged ? 1 : 0;
        state[at + 2] = largestDrop;
        state[at + 3] = trace.length;
        int next = at + SCALARS;
        for (double[] part : List.of(trace, entropies, moments, natural)) {
            System.arraycopy(part, 0, state, next, part.length);
            next += part.length;
        }
    }

    /** @return position behind what was read */
    int restore(double[] state, int at) {
        sweeps = (int) state[at];
        converged = state[at + 1] == 1;
        largestDrop = state[at + 2];
        trace = new double[(int) state[at + 3]];
        int next = at + SCALARS;
        for (double[] part : List.of(trace, entropies, moments, natural)) {
            System.arraycopy(state, next, part, 0, part.length);
            next += part.length;
        }
        return next;
    }
}
