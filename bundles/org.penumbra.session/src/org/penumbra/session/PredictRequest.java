package org.penumbra.session;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What to predict.
 *
 * @param model file, run, data and seed, as for a fit; data that the request names are new ones. Without any, the data
 *        of {@code run} are taken, as it was made with them, unless the block is another one that names others
 * @param run folder whose draws are taken; empty for predictions from the prior
 * @param draws how many predictions of each number, at least 1
 * @param sites observed sites to predict, the others being given; all when empty
 */
public record PredictRequest(FitRequest model, Optional<Path> run, int draws, Set<String> sites) {

    public PredictRequest {
        Objects.requireNonNull(model);
        sites = Set.copyOf(sites);
        if (draws < 1) {
            throw new IllegalArgumentException("draws " + draws);
        }
    }
}
