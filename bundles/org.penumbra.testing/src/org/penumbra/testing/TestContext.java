package org.penumbra.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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

/** The surroundings of one fit, every part of which a test may set. For one fit only. */
public final class TestContext implements FitContext {

    /** How a test makes the guide of an algorithm that uses one. */
    @FunctionalInterface
    public interface Guides {
        Guide create(Target target, Start start);
    }

    /** How a test makes the objective of an algorithm that uses one. */
    @FunctionalInterface
    public interface Objectives {
        Objective.Estimator bind(Target target, Guide guide, Workers workers);
    }

    /** How a test makes the optimiser of an algorithm that uses one. */
    @FunctionalInterface
    public interface Optimizers {
        Optimizer.Updater start(int size, long steps);
    }

    private final AtomicLong asked = new AtomicLong();
    private final List<double[]> checkpoints = new ArrayList<>();
    private long seed = 1;
    private int threads = 1;
    private long cancelAfter = Long.MAX_VALUE;
    private Start start;
    private double[] state;
    private Progress progress = Progress.NONE;
    private Guides guides = (target, from) -> {
        throw new AssertionError("the algorithm asks for a guide, and the test gives none");
    };
    private Objectives objectives = (target, guide, workers) -> {
        throw new AssertionError("the algorithm asks for an objective, and the test gives none");
    };
    private Optimizers optimizers = (size, steps) -> {
        throw new AssertionError("the algorithm asks for an optimizer, and the test gives none");
    };

    public TestContext seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** More than 1: pieces of work run on threads of their own. */
    public TestContext threads(int newThreads) {
        threads = newThreads;
        return this;
    }

    /** Cancelled from the question with this number on; 0 for the first. */
    public TestContext cancelAfter(long checks) {
        cancelAfter = checks;
        return this;
    }

    /** A warm start. */
    public TestContext start(double[] point, double[] scales) {
        start = Start.cold(random()).at(point, scales);
        return this;
    }

    /** Goes on from an earlier run. */
    public TestContext resume(double[] earlier) {
        state = earlier.clone();
        return this;
    }

    public TestContext progress(Progress newProgress) {
        progress = newProgress;
        return this;
    }

    /** The parts of an algorithm that uses them. */
    public TestContext parts(Guides newGuides, Objectives newObjectives, Optimizers newOptimizers) {
        guides = newGuides;
        objectives = newObjectives;
        optimizers = newOptimizers;
        return this;
    }

    /** The optimiser alone. */
    public TestContext optimizers(Optimizers newOptimizers) {
        optimizers = newOptimizers;
        return this;
    }

    /** All states that were offered, in order. */
    public List<double[]> checkpoints() {
        return checkpoints;
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
        return () -> asked.getAndIncrement() >= cancelAfter;
    }

    @Override
    public Start start() {
        return start != null ? start : Start.cold(random());
    }

    @Override
    public Workers workers() {
        return threads == 1 ? Workers.SEQUENTIAL : new ThreadedWorkers(threads);
    }

    @Override
    public Optional<double[]> resume() {
        return Optional.ofNullable(state);
    }

    @Override
    public void checkpoint(Supplier<double[]> offered) {
        checkpoints.add(offered.get());
    }

    @Override
    public Guide guide(Target target) {
        return guides.create(target, start());
    }

    @Override
    public Objective.Estimator objective(Target target, Guide guide) {
        return objectives.bind(target, guide, workers());
    }

    @Override
    public Optimizer.Updater optimizer(int size, long steps) {
        return optimizers.start(size, steps);
    }
}
