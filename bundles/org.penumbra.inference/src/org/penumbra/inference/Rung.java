package org.penumbra.inference;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;

/**
 * One way to fit, registered with a rank through {@code <rung>} of {@code org.penumbra.inference.algorithms}: an
 * algorithm with its parts and options. An algorithm that chooses for the user climbs them in the order of their ranks,
 * cheap ones first, and stops at the first whose answer holds; so a third party's family takes part by registering.
 */
public interface Rung {

    /** As results name it: {@code SVI with AutoNormal}. */
    String name();

    /** What it adds to the rungs below, in plain words; for findings and the reference. */
    String documentation();

    /** Cheap ones are low: 10 exact, 20 start, 30 mean field, 40 low rank, 50 full rank, 60 flows. */
    int rank();

    /** Whether it looks for itself all over the space, so that answers of the rungs below would only mislead it. */
    boolean startsCold();

    /** Largest dimension that it is meant for: of the latent sites, where a model has parameters too. */
    int largestDimension();

    /** Whether it is meant for such a target at all; others are not tried, which is no failure. */
    default boolean serves(Target target) {
        return target.dimension() <= largestDimension();
    }

    /**
     * Fits as if it had been chosen, from the given start.
     *
     * @return what its algorithm gave
     * @throws org.penumbra.core.PenumbraException when its algorithm cannot serve this target; the next rung is tried
     */
    FitResult fit(Target target, Start start, Watch watch);

    /**
     * Who watches over one fit.
     *
     * @param progress is told how far it is
     * @param cancellation may stop it
     * @param resume state of an earlier fit by the same rung, of the same target from the same start, to go on from
     * @param keeper takes states to go on from, as {@link FitContext#checkpoint} does
     */
    record Watch(Progress progress, Cancellation cancellation, Optional<double[]> resume,
            Consumer<Supplier<double[]>> keeper) {

        /** Of a fit from its beginning, whose states nobody keeps. */
        public Watch(Progress progress, Cancellation cancellation) {
            this(progress, cancellation, Optional.empty(), state -> { });
        }
    }
}
