package org.penumbra.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.math.RandomStream;

/**
 * What a run hands to its algorithm: randomness, progress, cancellation and the parts that the user chose. No files, no
 * console, no clock.
 */
public interface FitContext {

    /** The stream of this run; parts take their own with {@link RandomStream#stream}. */
    RandomStream random();

    Progress progress();

    /** Asked at least once per iteration; a cancelled algorithm returns what it has with status CANCELLED. */
    Cancellation cancellation();

    /** Where to begin: warm when the user or another algorithm gives a point. */
    default Start start() {
        return Start.cold(random());
    }

    /** For what can be done side by side: particles, paths, starts. Never changes a result. */
    default Workers workers() {
        return Workers.SEQUENTIAL;
    }

    /** {@link FitResult#state()} of an earlier, unfinished run with the same target and options, to go on from. */
    default Optional<double[]> resume() {
        return Optional.empty();
    }

    /**
     * The run that the user begins this one with, where that was one of the same model by the same algorithm: for
     * algorithms that carry on with new data.
     */
    default Optional<EarlierRun> earlier() {
        return Optional.empty();
    }

    /**
     * Offers a state to go on from, so that a run that dies can be resumed. Called as often as convenient (each block
     * of steps): the state is asked for only when it is time to keep one.
     */
    default void checkpoint(Supplier<double[]> state) {
    }

    /** Everything that can be fitted with without knowing this model, by rank; for algorithms that choose. */
    default List<Rung> ladder() {
        return List.of();
    }

    /** The same model in other free coordinates; for algorithms that choose. */
    default Centrings centrings() {
        return Centrings.NONE;
    }

    /**
     * What the installed diagnostics say of a result, as they would at the end of the run; for algorithms that choose.
     * A diagnostic that fails is left out.
     */
    default Diagnostic.Report assess(Target target, FitResult result) {
        return new Diagnostic.Report(List.of(), List.of());
    }

    /** The chosen guide family, bound to the target. */
    Guide guide(Target target);

    /** The chosen objective, bound to target and guide. */
    Objective.Estimator objective(Target target, Guide guide);

    /**
     * Estimates of the objective that it takes to see all data once: 1 unless the run has minibatches, which the
     * objective draws by itself.
     */
    default long stepsPerPass(Target target) {
        return 1;
    }

    /**
     * The chosen objective with all that training by it needs to know of rows.
     *
     * @param heldOut share of the rows that is never trained on, 0 for none
     * @throws org.penumbra.core.PenumbraException (USAGE, PEN-3072, PEN-3073) where rows cannot be held out
     */
    default Training training(Target target, Guide guide, double heldOut) {
        if (heldOut > 0) {
            throw Training.noRows();
        }
        return Training.whole(objective(target, guide), guide, stepsPerPass(target));
    }

    /**
     * The chosen optimiser.
     *
     * @param size number of parameters
     * @param steps planned number of steps, which schedules need
     */
    Optimizer.Updater optimizer(int size, long steps);

    /** The same for the parameters of a guide, which lets options be given site by site. */
    default Optimizer.Updater optimizer(Target target, Guide guide, long steps) {
        return optimizer(guide.parameters().length, steps);
    }
}
