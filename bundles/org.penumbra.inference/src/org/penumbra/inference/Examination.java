package org.penumbra.inference;

import java.util.Objects;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Workers;
import org.penumbra.math.RandomStream;

/**
 * What a diagnostic gets beside the fit.
 *
 * @param random its own stream, fixed by the seed of the run
 * @param workers for what can be done side by side; never changes a result
 * @param cancellation asked at least every second
 */
public record Examination(RandomStream random, Workers workers, Cancellation cancellation) {

    public Examination {
        Objects.requireNonNull(random);
        Objects.requireNonNull(workers);
        Objects.requireNonNull(cancellation);
    }
}
