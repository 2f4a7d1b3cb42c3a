package org.penumbra.picture;

import java.util.List;
import java.util.function.Predicate;
import org.penumbra.inference.Chains;

/** What a picture cannot be drawn without, and what to say when a run does not have it. */
public enum Need {
    /** At least one draw of at least one value. */
    DRAWS("it has no draws", "Fit the model again; a run that failed at once has nothing to show.",
            evidence -> evidence.posterior().count() > 0 && !evidence.posterior().names().isEmpty()),
    /** Draws of Markov chains. */
    CHAINS("its draws are independent, and this looks at Markov chains",
            "Run the model with a Markov chain method such as NUTS.",
            evidence -> evidence.posterior().chains().filter(chains -> chains.length() > 1).isPresent()),
    /** Energies of Hamiltonian trajectories. */
    ENERGY("its method records no energies", "Run the model with NUTS or HMC.",
            evidence -> evidence.posterior().chains()
                    .flatMap(chains -> chains.statistic(Chains.Statistic.ENERGY)).isPresent()),
    /** An objective that was optimised. */
    OBJECTIVE("nothing was optimised, or no trace was kept", "Fit the model with an algorithm such as SVI.",
            evidence -> evidence.objective().filter(trace -> trace.steps().length > 1).isPresent()),
    /** Draws of another run. */
    REFERENCE("there is no other run to compare with", "Name one with --reference DIR.",
            evidence -> evidence.reference().filter(sample -> sample.count() > 0).isPresent()),
    /** Log density ratios of a guide. */
    RATIOS("its draws come from no guide", "Fit the model with a variational algorithm such as SVI.",
            evidence -> evidence.logRatios().isPresent()),
    /** Posterior predictive draws of an observed site. */
    PREDICTIVE("it has no predictive draws of observed sites",
            "Make them with 'penumbra predict MODEL --run DIR' first.",
            evidence -> any(evidence.observed(), site -> site.predictive().isPresent())),
    /** The log likelihood of each datum. */
    LOG_LIKELIHOOD("it has no log likelihood of each datum",
            "Make it with 'penumbra predict MODEL --run DIR' first.",
            evidence -> any(evidence.observed(), site -> site.logLikelihood().isPresent())),
    /** Rows that latent vectors explain. */
    CODES("it has no latent vector for each row of observed data",
            "Fit a model with a site such as z[i] : real[2] in the plate of its data.",
            evidence -> evidence.codes().isPresent()),
    /** Positions of true values in posteriors. */
    RANKS("one run tells nothing of calibration", "Draw it with 'penumbra calibrate MODEL --picture FILE'.",
            evidence -> any(evidence.ranks(), ranks -> ranks.positions().length > 0));

    private final String lack;
    private final String advice;
    private final Predicate<Evidence> test;

    Need(String lack, String advice, Predicate<Evidence> test) {
        this.lack = lack;
        this.advice = advice;
        this.test = test;
    }

    public boolean isMet(Evidence evidence) {
        return test.test(evidence);
    }

    /** What is missing, as the rest of a sentence that begins with "this run cannot be drawn so:". */
    public String lack() {
        return lack;
    }

    /** What to do to have it, one sentence. */
    public String advice() {
        return advice;
    }

    private static <T> boolean any(List<T> sites, Predicate<T> test) {
        return sites.stream().anyMatch(test);
    }
}
