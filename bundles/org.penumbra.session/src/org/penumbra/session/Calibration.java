package org.penumbra.session;

import java.util.List;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Problem;

/**
 * How true values lie in the posteriors that a way of fitting gives for data drawn from the model itself:
 * simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018) and its form for variational
 * inference (Yao, Vehtari, Simpson and Gelman 2018, "Yes, but did it work?", section 4.2).
 *
 * @param plan what was fitted, and how
 * @param runs replications that were asked for
 * @param answered those with a posterior
 * @param trusted those of them that the fits' own verdicts do not distrust
 * @param failures why the others have none, in the order of the replications, without those that were stopped
 * @param sites one entry for each number of the latent sites that can vary, in the order of the model
 * @param stopped whether somebody stopped it
 * @param seconds it took
 */
public record Calibration(Plan plan, int runs, int answered, int trusted, List<Problem> failures,
        List<CalibratedSite> sites, boolean stopped, double seconds) {

    /** The probability that any test fails although all posteriors are correct, all tests together. */
    public static final double FALSE_ALARM = 0.01;

    /** With fewer replications hardly any fault could be seen. */
    public static final int FEWEST = 20;

    public Calibration {
        failures = List.copyOf(failures);
        sites = List.copyOf(sites);
    }

    /** Those at which a test fails. */
    public List<CalibratedSite> failing() {
        return sites.stream().filter(CalibratedSite::fails).toList();
    }

    /** CANCELLED when stopped, NOT_TRUSTED when a site fails or too few replications have an answer, else OK. */
    public ExitCode exitCode() {
        if (stopped) {
            return ExitCode.CANCELLED;
        }
        return failing().isEmpty() && answered >= FEWEST ? ExitCode.OK : ExitCode.NOT_TRUSTED;
    }
}
