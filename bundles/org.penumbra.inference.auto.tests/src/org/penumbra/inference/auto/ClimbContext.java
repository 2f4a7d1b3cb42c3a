package org.penumbra.inference.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Target;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;

/** Rungs and nothing else; the diagnostic is k-hat alone. Every state that is offered is kept. */
final class ClimbContext implements FitContext {

    final List<double[]> states = new ArrayList<>();
    private final Centrings centrings;
    private final List<Rung> rungs;
    private final Optional<double[]> resume;
    private final Cancellation cancellation;

    ClimbContext(Centrings centrings, List<Rung> rungs, Optional<double[]> resume, Cancellation cancellation) {
        this.centrings = centrings;
        this.rungs = rungs;
        this.resume = resume;
        this.cancellation = cancellation;
    }

    static ClimbContext of(Centrings centrings, Rung... rungs) {
        return new ClimbContext(centrings, List.of(rungs), Optional.empty(), Cancellation.NEVER);
    }

    @Override
    public Optional<double[]> resume() {
        return resume;
    }

    @Override
    public void checkpoint(Supplier<double[]> state) {
        states.add(state.get());
    }

    @Override
    public RandomStream random() {
        return RandomStream.of(4);
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public List<Rung> ladder() {
        return rungs;
    }

    @Override
    public Centrings centrings() {
        return centrings;
    }

    @Override
    public Diagnostic.Report assess(Target target, FitResult result) {
        double[] ratios = result.draws().logP().clone();
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] -= result.draws().logQ()[i];
        }
        Psis psis = Psis.smooth(ratios);
        boolean good = psis.kHat() < 0.7;
        return new Diagnostic.Report(List.of(new Measurement("kHat", psis.kHat()),
                new Measurement("importanceDraws", psis.effectiveSize())),
                List.of(new Finding(good ? Trust.GOOD : Trust.DISTRUST,
                        good ? "close" : "k-hat is high. Do.")));
    }

    @Override
    public Guide guide(Target target) {
        throw new AssertionError("Auto has no guide of its own");
    }

    @Override
    public Objective.Estimator objective(Target target, Guide guide) {
        throw new AssertionError("nor an objective");
    }

    @Override
    public Optimizer.Updater optimizer(int size, long steps) {
        throw new AssertionError("nor an optimiser");
    }
}
