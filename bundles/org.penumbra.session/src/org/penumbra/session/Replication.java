package org.penumbra.session;

import java.util.Arrays;
import java.util.List;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** What came of one replication of a calibration. */
sealed interface Replication {

    /**
     * It has an answer.
     *
     * @param probabilities posterior probability below the true value, of each number of the latent sites
     * @param varies of each number, whether it can be anything but what it is
     * @param trusted false when the fit's own verdict speaks against it
     */
    record Answered(double[] probabilities, boolean[] varies, boolean trusted) implements Replication {

        boolean isKnown() {
            return Arrays.stream(probabilities).noneMatch(Double::isNaN);
        }
    }

    /** There is none, for these reasons. */
    record Failed(ExitCode exitCode, List<Problem> problems) implements Replication {

        PenumbraException thrown() {
            return new PenumbraException(exitCode, problems);
        }
    }

    /** It was stopped on the way, or never begun. */
    record Stopped() implements Replication {
    }
}
