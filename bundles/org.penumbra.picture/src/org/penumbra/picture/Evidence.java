package org.penumbra.picture;

import java.util.List;
import java.util.Optional;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;

/**
 * What a picture may look at. Everything is read when it is asked for, and what a run does not have is empty. Nothing
 * that is handed out may be changed.
 */
public interface Evidence {

    /** What was fitted and how, in a few words for titles, such as {@code Rugged, NUTS}. */
    String subject();

    /** Draws of the fitted posterior. */
    Sample posterior();

    /** Draws of the prior. */
    default Optional<Sample> prior() {
        return Optional.empty();
    }

    /** Draws of another run of the same model, to compare with. */
    default Optional<Sample> reference() {
        return Optional.empty();
    }

    /** The objective over the steps of the fit; empty for a method that has none. */
    default Optional<FitResult.Trace> objective() {
        return Optional.empty();
    }

    /** Numbers that judge the fit, such as {@code kHat}. */
    default List<Diagnostic.Measurement> measurements() {
        return List.of();
    }

    /** What was found, in plain words, worst first. */
    default List<Finding> findings() {
        return List.of();
    }

    /** {@code trusted}, {@code not trusted} or {@code unknown}; empty when nobody judged. */
    default Optional<String> verdict() {
        return Optional.empty();
    }

    /**
     * Log density ratios of the draws, target over guide: the logarithms of importance weights up to a constant.
     *
     * @return one number per draw of the posterior; empty when the draws come from no guide
     */
    default Optional<double[]> logRatios() {
        return Optional.empty();
    }

    /** The observed sites. */
    default List<Observed> observed() {
        return List.of();
    }

    /** Rows that latent vectors explain; empty for a model without such rows. */
    default Optional<Codes> codes() {
        return Optional.empty();
    }

    /** Of a calibration: where true values lie in the posteriors of each number. */
    default List<Ranks> ranks() {
        return List.of();
    }
}
