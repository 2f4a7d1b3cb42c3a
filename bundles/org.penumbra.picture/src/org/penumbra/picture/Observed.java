package org.penumbra.picture;

import java.util.List;
import java.util.Optional;

/** An observed site: its data, and what the fitted model says of them. */
public interface Observed {

    /** As in the text of the model. */
    String name();

    /** Extents; empty for a scalar. */
    List<Integer> shape();

    /** The data, row-major; NaN where one is missing. */
    double[] values();

    /**
     * Replications of the data drawn from the posterior predictive distribution.
     *
     * @return {@code [draw][datum]}, in the order of {@link #values()}, not to be changed; empty when the run has none
     */
    default Optional<double[][]> predictive() {
        return Optional.empty();
    }

    /**
     * Log likelihood of each datum at each draw of the posterior, in the order of its draws.
     *
     * @return {@code [draw][datum]}, not to be changed; empty when the run has none
     */
    default Optional<double[][]> logLikelihood() {
        return Optional.empty();
    }

    /**
     * One replication of the data at each draw of the posterior, in the order of its draws and weighted as these are:
     * what can be put beside {@link #logLikelihood}. Where all draws count alike that is {@link #predictive}, if it has
     * as many.
     *
     * @return {@code [draw][datum]}, not to be changed; empty when the run has none
     */
    default Optional<double[][]> replications() {
        return predictive().filter(some -> logLikelihood().filter(other -> other.length == some.length).isPresent());
    }
}
