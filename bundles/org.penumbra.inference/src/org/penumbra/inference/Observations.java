package org.penumbra.inference;

import java.util.List;
import java.util.Optional;

/**
 * The log likelihood of a model piece by piece, one piece for each execution of a statement that observes data: what
 * cross-validation and held-out densities are made of. Discrete sites are summed out of each piece. Not thread-safe,
 * like the target whose coordinates it reads.
 */
public interface Observations {

    /** A model without pieces. */
    static Observations none(String obstacle) {
        return new Observations() {
            @Override
            public List<String> names() {
                return List.of();
            }

            @Override
            public Optional<String> obstacle() {
                return Optional.of(obstacle);
            }

            @Override
            public void logLikelihood(double[] x, double[] values) {
                // There is no piece.
            }
        };
    }

    /** Site and indices of the plates around it, such as {@code y[3]}; in the order of the text. */
    List<String> names();

    /** Why there are no pieces, as a clause; empty when there are some. */
    Optional<String> obstacle();

    /**
     * @param x free coordinates of the target
     * @param values one log density for each name, overwritten
     */
    void logLikelihood(double[] x, double[] values);
}
