package org.penumbra.inference.laplace;

import java.util.Arrays;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/** The way to the mode, one iteration at a time. */
final class Climb {

    private static final int HISTORY = 20;
    private static final int BETWEEN_CHECKPOINTS = 20;
    private static final int TRACE = 10_000;

    private final Lbfgs lbfgs;
    private final double[] begin;
    private final long planned;
    private double[] values = new double[16];
    private double beginValue;

    Climb(Target target, double[] start, long planned) {
        this.lbfgs = new Lbfgs(target::logDensityAndGradient, start, HISTORY);
        this.begin = start.clone();
        this.beginValue = lbfgs.value();
        this.planned = planned;
    }

    /** @return CONVERGED, BUDGET_SPENT, CANCELLED, or FAILED when no higher point can be found */
    Status run(FitContext context) {
        while (true) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            if (steps() % BETWEEN_CHECKPOINTS == 0) {
                context.checkpoint(this::state);
            }
            // Whether the planned iterations were enough is seen at the next one, which then does not move.
            boolean spent = steps() >= planned;
            Lbfgs.Outcome outcome = spent ? null : lbfgs.step();
            if (spent || outcome != Lbfgs.Outcome.MOVED) {
                return spent ? Status.BUDGET_SPENT
                        : outcome == Lbfgs.Outcome.AT_REST ? Status.CONVERGED : Status.FAILED;
            }
            record();
            context.progress().report(steps(), planned, value());
        }
    }

    private void record() {
        int at = (int) Math.min(steps(), TRACE) - 1;
        if (at >= values.length) {
            values = Arrays.copyOf(values, Math.min(TRACE, 2 * values.length));
        }
        values[at] = value();
    }

    double[] x() {
        return lbfgs.x();
    }

    double value() {
        return lbfgs.value();
    }

    double[] gradient() {
        return lbfgs.gradient();
    }

    double[] begin() {
        return begin;
    }

    double beginValue() {
        return beginValue;
    }

    long steps() {
        return lbfgs.iterations();
    }

    FitResult.Trace trace() {
        int count = (int) Math.min(steps(), TRACE);
        long[] numbers = new long[count];
        Arrays.setAll(numbers, i -> i + 1L);
        return new FitResult.Trace(numbers, Arrays.copyOf(values, count));
    }

    double[] state() {
        int count = (int) Math.min(steps(), TRACE);
        StateWriter state = new StateWriter(Laplace.VERSION).add(count).add(Arrays.copyOf(values, count))
                .add(beginValue).add(begin);
        lbfgs.save(state);
        return state.state();
    }

    void restore(StateReader state) {
        int count = state.nextInt();
        double[] earlier = new double[count];
        state.next(earlier);
        values = Arrays.copyOf(earlier, Math.max(count, 16));
        beginValue = state.next();
        state.next(begin);
        lbfgs.restore(state);
        state.end();
    }
}
