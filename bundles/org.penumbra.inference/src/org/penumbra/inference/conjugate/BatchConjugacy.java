package org.penumbra.inference.conjugate;

import java.util.Optional;

/**
 * Whether a target has closed-form updates batch by batch.
 *
 * @param updates empty when there are none
 * @param obstacle what stands in the way, in plain words; empty when there are updates
 */
public record BatchConjugacy(Optional<BatchUpdates> updates, String obstacle) {

    public static BatchConjugacy of(BatchUpdates updates) {
        return new BatchConjugacy(Optional.of(updates), "");
    }

    public static BatchConjugacy none(String obstacle) {
        return new BatchConjugacy(Optional.empty(), obstacle);
    }
}
