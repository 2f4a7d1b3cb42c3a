package org.penumbra.session;

import java.util.Optional;

/**
 * One number of a latent site in a calibration.
 *
 * @param name as in {@code theta[3]}
 * @param probabilities posterior probability below the true value in each replication with an answer, in their order
 * @param all the tests over these
 * @param trusted the tests over those alone that the fits' own verdicts do not distrust; empty when that is all of
 *        them, or too few
 */
public record CalibratedSite(String name, double[] probabilities, CalibrationVerdict all,
        Optional<CalibrationVerdict> trusted) {

    public CalibratedSite {
        probabilities = probabilities.clone();
    }

    @Override
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** Whether a test fails, over all replications or over the trusted ones. */
    public boolean fails() {
        return all.fails() || trusted.map(CalibrationVerdict::fails).orElse(false);
    }
}
