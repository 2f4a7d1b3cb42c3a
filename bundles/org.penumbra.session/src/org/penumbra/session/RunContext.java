package org.penumbra.session;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.EarlierRun;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.ParameterSites;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.Training;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;

/** Hands the chosen parts to an algorithm. Falls silent when closed, because an abandoned algorithm may go on. */
final class RunContext implements FitContext, AutoCloseable {

    /** The stream that guides take their starting values from; algorithms number theirs from 0. */
    private static final long GUIDE_STREAM = -1;
    private static final long START_STREAM = -2;
    private static final long DIAGNOSIS_STREAM = -3;
    private static final long HELD_OUT_STREAM = -4;

    private final Surroundings surroundings;
    private final Map<Point, Part> parts;
    private final Start start;
    private final Progress progress;
    private final Diagnoses diagnoses;
    private final Backing backing;
    private final Set<Finding> findings = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile Cancellation cancellation = Cancellation.NEVER;
    private volatile boolean closed;

    /**
     * @param parts the algorithm and what it uses
     * @param start where to begin; its stream is that of the run
     */
    RunContext(Surroundings surroundings, Map<Point, Part> parts, Start start, Progress progress, Backing backing) {
        this.backing = backing;
        this.surroundings = surroundings;
        this.parts = parts;
        this.start = start;
        this.progress = progress;
        this.diagnoses = new Diagnoses(surroundings, random().stream(DIAGNOSIS_STREAM));
    }

    Diagnoses diagnoses() {
        return diagnoses;
    }

    /** This context, with somebody who can stop the run. */
    RunContext stoppedBy(Cancellation somebody) {
        cancellation = somebody;
        return this;
    }

    @Override
    public Centrings centrings() {
        return backing.centrings();
    }

    @Override
    public Optional<double[]> resume() {
        return backing.state();
    }

    @Override
    public Optional<EarlierRun> earlier() {
        return backing.earlier();
    }

    @Override
    public void checkpoint(Supplier<double[]> state) {
        if (!closed) {
            backing.keeper().accept(state);
        }
    }

    @Override
    public RandomStream random() {
        return start.random();
    }

    @Override
    public Start start() {
        return start.with(random().stream(START_STREAM));
    }

    @Override
    public Workers workers() {
        return surroundings.workers();
    }

    @Override
    public List<Rung> ladder() {
        return Ladder.of(surroundings);
    }

    @Override
    public Diagnostic.Report assess(Target target, FitResult result) {
        Diagnosis diagnosis = diagnoses.of(target, result, cancellation());
        return new Diagnostic.Report(diagnosis.measurements(), diagnosis.findings());
    }

    @Override
    public Progress progress() {
        return new ReportedProgress(progress, () -> closed);
    }

    @Override
    public Cancellation cancellation() {
        return () -> closed || cancellation.isCancelled();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Guide guide(Target target) {
        Start here = start.with(random().stream(GUIDE_STREAM)).knowing(new InstalledGuides(surroundings.registry()));
        if (backing.block().guide().isPresent()) {
            return Parameters.beside(target, here, (latents, begin) -> backing.block().guide().get().guide());
        }
        Part part = required(Point.GUIDES);
        return guarded(part, () -> Parameters.beside(target, here,
                (latents, begin) -> ((GuideFamily<Record>) part.contribution().create(GuideFamily.class))
                        .create(latents, part.options(), begin)));
    }

    @Override
    public Objective.Estimator objective(Target target, Guide guide) {
        return training(target, guide, 0).objective();
    }

    @Override
    public Training training(Target target, Guide guide, double heldOut) {
        Optional<Minibatch> rows = minibatch(target);
        if (rows.isPresent()) {
            return new RowTraining(rows.get(), guide, findings::add).with(heldOut, random().stream(HELD_OUT_STREAM),
                    this::bound);
        }
        if (heldOut > 0) {
            throw Training.noRows();
        }
        requireNoNoise(target.isNoisyInTraining()
                || guide instanceof AmortizedGuide amortized && amortized.isNoisyInTraining());
        return Training.whole(bound(target, guide), guide, 1);
    }

    /** Noise is drawn together with rows. */
    private static void requireNoNoise(boolean isNoisy) {
        if (isNoisy) {
            throw PenumbraException.usage(Problem.error("PEN-3074", "a layer such as Dropout has noise that is drawn "
                    + "with the rows of each step, and this run draws none.").advise("Write, for instance, "
                            + "'subsample row = 128'; a plate may be drawn with as many rows as it has."));
        }
    }

    @SuppressWarnings("unchecked")
    private Objective.Estimator bound(Target target, Guide guide) {
        Part part = required(Point.OBJECTIVES);
        return guarded(part, () -> ((Objective<Record>) part.contribution().create(Objective.class)).bind(target,
                guide, part.options(), workers(), new InstalledDivergences(surroundings.registry())));
    }

    /** What is to be said of the run besides what its algorithm says. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private Optional<Minibatch> minibatch(Target target) {
        Subsamples subsamples = surroundings.subsamples();
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
        return shared(guarded(part, () -> ((Optimizer<Record>) part.contribution().create(Optimizer.class)).start(size,
                steps, part.options())));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Optimizer.Updater optimizer(Target target, Guide guide, long steps) {
        Part part = required(Point.OPTIMIZERS);
        return shared(guarded(part, () -> ((Optimizer<Record>) part.contribution().create(Optimizer.class))
                .start(guide.parameters().length, steps, part.options(), ParameterSites.of(target, guide))));
    }

    private Optimizer.Updater shared(Optimizer.Updater updater) {
        updater.sharedBy(workers());
        return updater;
    }

    private Part required(Point point) {
        Part part = parts.get(point);
        if (part == null) {
            Contribution algorithm = parts.get(Point.ALGORITHMS).contribution();
            throw PenumbraException.plugin(null, Problem.error("PEN-5023", algorithm + " asks for a part of kind '"
                    + point.element() + "', but its registration names no default for it.").about(algorithm.bundle())
                    .advise("Add " + point.element() + "=\"...\" to its registration."));
        }
        return part;
    }

    /** The thread is already the algorithm's; what is left to do is to name the part that really failed. */
    static <T> T guarded(Part part, Supplier<T> work) {
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
