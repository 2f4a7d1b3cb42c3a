package org.penumbra.session;

import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;

/** Hands the chosen parts to an algorithm. Falls silent when closed, because an abandoned algorithm may go on. */
final class RunContext implements FitContext, AutoCloseable {

    /** The stream that guides take their starting values from; algorithms number theirs from 0. */
    private static final long GUIDE_STREAM = -1;

    private final Plan plan;
    private final RandomStream random;
    private final Progress progress;
    private volatile Cancellation cancellation = Cancellation.NEVER;
    private volatile boolean closed;

    RunContext(Plan plan, Progress progress) {
        this.plan = plan;
        this.random = RandomStream.of(plan.seed());
        this.progress = progress;
    }

    /** This context, with somebody who can stop the run. */
    RunContext stoppedBy(Cancellation somebody) {
        cancellation = somebody;
        return this;
    }

    @Override
    public RandomStream random() {
        return random;
    }

    @Override
    public Progress progress() {
        return (done, total, objective) -> {
            if (!closed) {
                progress.report(done, total, objective);
            }
        };
    }

    @Override
    public Cancellation cancellation() {
        return () -> closed || cancellation.isCancelled();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Guide guide(Target target) {
        Part part = required(Point.GUIDES);
        return guarded(part, () -> ((GuideFamily<Record>) part.contribution().create(GuideFamily.class)).create(target,
                part.options(), start().with(random.stream(GUIDE_STREAM))));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Objective.Estimator objective(Target target, Guide guide) {
        Part part = required(Point.OBJECTIVES);
        Optional<Minibatch> rows = minibatch(target);
        Objective.Estimator estimator = guarded(part,
                () -> ((Objective<Record>) part.contribution().create(Objective.class))
                        .bind(rows.map(Target.class::cast).orElse(target), guide, part.options(), workers()));
        return rows.<Objective.Estimator>map(batch -> new BatchedEstimator(batch, estimator)).orElse(estimator);
    }

    private Optional<Minibatch> minibatch(Target target) {
        Subsamples subsamples = plan.subsamples();
        return subsamples.isEmpty() ? Optional.empty()
                : Optional.of(target.subsample(subsamples.sizes(), subsamples.sampling()));
    }

    @Override
    public long stepsPerPass(Target target) {
        return minibatch(target).map(Minibatch::drawsPerPass).orElse(1L);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Optimizer.Updater optimizer(int size, long steps) {
        Part part = required(Point.OPTIMIZERS);
        return guarded(part, () -> ((Optimizer<Record>) part.contribution().create(Optimizer.class)).start(size, steps,
                part.options()));
    }

    private Part required(Point point) {
        return plan.part(point).orElseThrow(() -> {
            Contribution algorithm = plan.algorithm().contribution();
            return PenumbraException.plugin(null, Problem.error("PEN-5023", algorithm + " asks for a part of kind '"
                    + point.element() + "', but its registration names no default for it.").about(algorithm.bundle())
                    .advise("Add " + point.element() + "=\"...\" to its registration."));
        });
    }

    /** The thread is already the algorithm's; what is left to do is to name the part that really failed. */
    private static <T> T guarded(Part part, Supplier<T> work) {
        PluginFault fault = PluginFault.of(part.contribution());
        try {
            T made = work.get();
            if (made == null) {
                throw fault.returnedNothing();
            }
            return made;
        } catch (PenumbraException known) {
            throw known;
        } catch (RuntimeException | Error thrown) {
            throw fault.threw(thrown);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
