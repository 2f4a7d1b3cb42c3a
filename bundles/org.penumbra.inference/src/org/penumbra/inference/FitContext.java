package org.penumbra.inference;

import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
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

    /** The chosen guide family, bound to the target. */
    Guide guide(Target target);

    /** The chosen objective, bound to target and guide. */
    Objective.Estimator objective(Target target, Guide guide);

    /**
     * The chosen optimiser.
     *
     * @param size number of parameters
     * @param steps planned number of steps, which schedules need
     */
    Optimizer.Updater optimizer(int size, long steps);
}
