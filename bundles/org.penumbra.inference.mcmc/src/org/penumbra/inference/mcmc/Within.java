package org.penumbra.inference.mcmc;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The surroundings of chains that follow a fit: its steps count as done, and its parameters lead their states. */
final class Within implements FitContext {

    private final FitContext outer;
    private final Start start;
    private final long before;
    private final double[] head;

    /**
     * @param before steps that were done
     * @param head numbers in front of the state of the chains
     */
    Within(FitContext outer, Start start, long before, double[] head) {
        this.outer = outer;
        this.start = start;
        this.before = before;
        this.head = head;
    }

    double[] headed(double[] state) {
        double[] all = Arrays.copyOf(head, head.length + state.length);
        System.arraycopy(state, 0, all, head.length, state.length);
        return all;
    }

    @Override
    public RandomStream random() {
        return outer.random();
    }

    @Override
    public Progress progress() {
        return (done, total, objective) -> outer.progress().report(before + done, before + total, objective);
    }

    @Override
    public Cancellation cancellation() {
        return outer.cancellation();
    }

    @Override
    public Start start() {
        return start;
    }

    @Override
    public Workers workers() {
        return outer.workers();
    }

    @Override
    public Optional<double[]> resume() {
        return outer.resume().filter(state -> state.length > head.length)
                .map(state -> Arrays.copyOfRange(state, head.length, state.length));
    }

    @Override
    public void checkpoint(Supplier<double[]> state) {
        outer.checkpoint(() -> headed(state.get()));
    }

    @Override
    public Guide guide(Target target) {
        return outer.guide(target);
    }

    @Override
    public Objective.Estimator objective(Target target, Guide guide) {
        return outer.objective(target, guide);
    }

    @Override
    public Optimizer.Updater optimizer(int size, long steps) {
        return outer.optimizer(size, steps);
    }
}
