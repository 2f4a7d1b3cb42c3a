package org.penumbra.inference.svi;

import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** One fit, with parts that tests set before {@link #fit}. */
final class Run implements FitContext {

    long seed = 1;
    long steps = 2000;
    int draws = 1000;
    int particles = 1;
    boolean average;
    boolean constant;
    long maxSteps = 100_000;
    double[] resumed;
    double rate = 0.1;
    Cancellation cancellation = Cancellation.NEVER;
    Progress progress = Progress.NONE;
    final TestGuide guide;

    Run(TestGuide guide) {
        this.guide = guide;
    }

    FitResult fit(Target target) {
        return new Svi().fit(target, new Svi.Options(steps, draws, average, maxSteps, 0.05), this);
    }

    Ascent ascent(Target target) {
        return Svi.ascent(target, guide, training(target, guide, 0), steps, this,
                new Windows(guide.parameters().length, steps));
    }

    Status run(Ascent ascent) {
        Status status = ascent.advance(steps, steps, this).orElse(Status.BUDGET_SPENT);
        ascent.settle();
        return status;
    }

    @Override
    public Optional<double[]> resume() {
        return Optional.ofNullable(resumed);
    }

    @Override
    public RandomStream random() {
        return RandomStream.of(seed);
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public Guide guide(Target target) {
        return guide;
    }

    @Override
    public Objective.Estimator objective(Target target, Guide theGuide) {
        return new PathElbo(target, theGuide, particles);
    }

    @Override
    public Optimizer.Updater optimizer(int size, long plannedSteps) {
        return new FallingRate(rate, constant ? 0 : 0.02);
    }
}
