package org.penumbra.inference;

import java.util.Objects;
import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Workers;
import org.penumbra.math.RandomStream;

/**
 * What a diagnostic gets beside the fit.
 *
 * @param random its own stream, fixed by the seed of the run
 * @param workers for what can be done side by side; never changes a result
 * @param cancellation asked at least every second
 * @param rows of a guide that was trained on a few rows at a time and has no sites outside of these; else empty
 */
public record Examination(RandomStream random, Workers workers, Cancellation cancellation,
        Optional<RowRatios> rows) {

    public Examination {
        Objects.requireNonNull(random);
        Objects.requireNonNull(workers);
        Objects.requireNonNull(cancellation);
        Objects.requireNonNull(rows);
    }

    /** Of a guide that is looked at as a whole. */
    public Examination(RandomStream random, Workers workers, Cancellation cancellation) {
        this(random, workers, cancellation, Optional.empty());
    }
}
