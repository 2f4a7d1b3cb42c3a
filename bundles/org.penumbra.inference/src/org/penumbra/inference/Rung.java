package org.penumbra.inference;

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

    /** Whether it only finds a start for the rungs above it. */
    boolean isStart();

    /** Largest dimension that it is meant for. */
    int largestDimension();

    /**
     * Fits as if it had been chosen, from the given start.
     *
     * @return what its algorithm gave
     * @throws org.penumbra.core.PenumbraException when its algorithm cannot serve this target; the next rung is tried
     */
    FitResult fit(Target target, Start start, Progress progress, Cancellation cancellation);
}
