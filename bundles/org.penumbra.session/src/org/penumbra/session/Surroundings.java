package org.penumbra.session;

import java.time.Duration;
import org.penumbra.core.Workers;
import org.penumbra.registry.Registry;

/**
 * What all parts of a run share.
 *
 * @param registry what is installed
 * @param workers threads for what can be done side by side
 * @param grace how long a part may go on after it was told to stop
 * @param subsamples minibatches that every objective draws
 */
record Surroundings(Registry registry, Workers workers, Duration grace, Subsamples subsamples) {

    /** Every step sees all rows. */
    Surroundings(Registry registry, Workers workers, Duration grace) {
        this(registry, workers, grace, Subsamples.NONE);
    }
}
