package org.penumbra.inference.cavi;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.Minibatch;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The steps of stochastic coordinate ascent. Step t draws its batch from the stream number t. */
final class NoisyAscent {

    private static final int CAPACITY = 10_000;
    private static final int SCALARS = 3;
    /** Statistics of a form whose state is kept. */
    private static final int LARGEST_STATE = 10_000_000;
    /** Local factors of several groups depend on one another: so often they are updated in turn. */
    private static final int LOCAL_ROUNDS = 3;

    private final ConjugateForm form;
    private final List<FactorGroup> groups;
    private final Minibatch batch;
    private final StochasticCavi.Options options;
    private final RandomStream random;
    private final double[] moments;
    private final double[] natural;
    private final double[] estimate;
    private final double[] entropies;
    private final int[] order;
    private final int[] chosen;
    private final double[] trace = new double[CAPACITY];
    private final long stride;
    private final int localGroups;
    private long step;

    NoisyAscent(ConjugateForm form, Minibatch batch, StochasticCavi.Options options, RandomStream random) {
        this.form = form;
        this.groups = form.groups();
        this.batch = batch;
        this.options = options;
        this.random = random;
        this.moments = new double[form.size()];
        this.natural = new double[form.size()];
        this.estimate = new double[form.size()];
        this.entropies = new double[groups.size()];
        this.order = new int[batch.iterations()];
        this.chosen = new int[batch.size()];
        this.stride = Math.ceilDiv(options.steps(), (long) CAPACITY);
        int local = 0;
        for (int g = 0; g < groups.size(); g++) {
            local += batch.isLocal(g) ? 1 : 0;
        }
        this.localGroups = local;
    }

    /** Global factors start where a few seeds put them. */
    void begin(double[] values, RandomStream start) {
        groups.forEach(group -> group.begin(values, start, (int) Math.sqrt(batch.iterations()), moments));
        for (int g = 0; g < groups.size(); g++) {
            if (!batch.isLocal(g)) {
                form.natural(g, moments, natural);
                groups.get(g).update(natural, moments);
            }
        }
    }

    /** @return BUDGET_SPENT or CANCELLED */
    Status run(FitContext context) {
        while (step < options.steps()) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            choose();
            double bound = move();
            if (step % stride == 0) {
                trace[(int) (step / stride)] = bound;
            }
            step++;
            context.progress().report(step, options.steps(), bound);
            context.checkpoint(this::state);
        }
        return Status.BUDGET_SPENT;
    }

    /** Without repetition: the first places of a shuffle. */
    private void choose() {
        RandomStream own = random.stream(step);
        Arrays.setAll(order, k -> k);
        for (int k = 0; k < chosen.length; k++) {
            int other = k + own.nextInt(order.length - k);
            int swapped = order[k];
            order[k] = order[other];
            order[other] = swapped;
            chosen[k] = order[k];
        }
        batch.choose(chosen);
    }

    private double move() {
        for (int round = 0; round < (localGroups > 1 ? LOCAL_ROUNDS : 1); round++) {
            for (int g = 0; g < groups.size(); g++) {
                if (batch.isLocal(g)) {
                    batch.natural(g, moments, natural);
                    entropies[g] = groups.get(g).update(natural, moments, chosen) * batch.iterations() / batch.size();
                }
            }
        }
        double rate = Kernels.pow(step + 1 + options.delay(), -options.forgetting());
        for (int g = 0; g < groups.size(); g++) {
            if (!batch.isLocal(g)) {
                step(g, rate);
            }
        }
        return batch.energy(moments) + Arrays.stream(entropies).sum();
    }

    /** The natural gradient of the bound is the difference of the best natural parameters and those now. */
    private void step(int g, double rate) {
        FactorGroup group = groups.get(g);
        batch.natural(g, moments, estimate);
        for (int k = group.start(); k < group.start() + group.size(); k++) {
            natural[k] += rate * (estimate[k] - natural[k]);
        }
        entropies[g] = group.update(natural, moments);
    }

    /** Sets all local factors to the best ones, then takes the bound, then sets the global ones. */
    double wholeBound() {
        for (int g = 0; g < groups.size(); g++) {
            if (batch.isLocal(g)) {
                form.natural(g, moments, natural);
                entropies[g] = groups.get(g).update(natural, moments);
            } else {
                entropies[g] = groups.get(g).update(natural, moments);
            }
        }
        double bound = form.energy(moments) + Arrays.stream(entropies).sum();
        for (int g = 0; g < groups.size(); g++) {
            if (!batch.isLocal(g)) {
                form.natural(g, moments, estimate);
                groups.get(g).update(estimate, moments);
                System.arraycopy(estimate, groups.get(g).start(), natural, groups.get(g).start(),
                        groups.get(g).size());
            }
        }
        return bound;
    }

    double[] natural() {
        return natural;
    }

    long step() {
        return step;
    }

    FitResult.Trace trace() {
        int count = (int) Math.ceilDiv(step, stride);
        long[] steps = new long[count];
        Arrays.setAll(steps, k -> k * stride + 1);
        return new FitResult.Trace(steps, Arrays.copyOf(trace, count));
    }

    /** To go on from, before the sweeps that end a fit; empty when it would be too large to keep. */
    double[] state() {
        if (form.size() > LARGEST_STATE) {
            return new double[0];
        }
        double[] state = new double[SCALARS + CAPACITY + entropies.length + 2 * form.size()];
        state[0] = step;
        state[1] = form.size();
        state[2] = entropies.length;
        int at = SCALARS;
        for (double[] part : List.of(trace, entropies, moments, natural)) {
            System.arraycopy(part, 0, state, at, part.length);
            at += part.length;
        }
        return state;
    }

    void restore(double[] state) {
        int expected = SCALARS + CAPACITY + entropies.length + 2 * form.size();
        if (state.length != expected || state[1] != form.size()) {
            throw new IllegalArgumentException("a state of StochasticCAVI with " + expected
                    + " numbers was expected, found " + state.length);
        }
        step = (long) state[0];
        int at = SCALARS;
        for (double[] part : List.of(trace, entropies, moments, natural)) {
            System.arraycopy(state, at, part, 0, part.length);
            at += part.length;
        }
    }
}
