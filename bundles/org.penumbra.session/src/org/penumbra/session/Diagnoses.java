package org.penumbra.session;

import org.penumbra.core.Cancellation;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;

/** The diagnoses of one run. The latest is remembered: an algorithm that chooses has asked for that of its answer. */
final class Diagnoses {

    private final Surroundings surroundings;
    private final RandomStream random;
    private FitResult.Draws draws;
    private Diagnosis latest;

    Diagnoses(Surroundings surroundings, RandomStream random) {
        this.surroundings = surroundings;
        this.random = random;
    }

    synchronized Diagnosis of(Target target, FitResult result, Cancellation cancellation) {
        if (result.draws() != draws || latest == null) {
            Parameters.Given given = Parameters.given(target, result);
            latest = Diagnosis.of(surroundings, given.target(), given.result(),
                    AmortizedRows.of(target, result, surroundings.subsamples()), random, cancellation)
                    .with(PointEstimates.findings(target));
            // What was broken off is done again for the result that is kept.
            draws = cancellation.isCancelled() ? null : result.draws();
        }
        return latest;
    }
}
