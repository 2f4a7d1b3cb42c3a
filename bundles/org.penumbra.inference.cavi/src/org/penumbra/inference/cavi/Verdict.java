package org.penumbra.inference.cavi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.Status;
import org.penumbra.inference.conjugate.ConjugateForm;

/** What a person should know of a fit by coordinate ascent. */
final class Verdict {

    private Verdict() {
    }

    static List<Finding> of(ConjugateForm form, Starts starts, Status end) {
        List<Finding> findings = new ArrayList<>();
        findings.add(kind(form));
        if (end == Status.BUDGET_SPENT) {
            findings.add(new Finding(Trust.DISTRUST, "The bound still changed after " + starts.best().sweeps()
                    + " sweeps: give more with sweeps."));
        }
        if (!FactorDraws.isWeighed(form)) {
            findings.add(Cavi.caution("There are so many factors that draws were not compared with the density of the "
                    + "model: there is no k-hat."));
        }
        if (starts.failed() > 0) {
            findings.add(Cavi.caution(starts.failed() + " of " + starts.count() + " starts met an update that is no "
                    + "distribution and were left out."));
        }
        if (end == Status.CONVERGED && starts.count() > 1 && starts.agreeing() < 2) {
            findings.add(Cavi.caution("Each of the " + starts.count() + " starts ended at a bound of its own; the "
                    + "highest one was taken, and there may be better ones: give more with starts."));
        }
        return findings;
    }

    private static Finding kind(ConjugateForm form) {
        String factors = form.groups().stream().map(group -> group.family() + " for " + group.name()).distinct()
                .collect(Collectors.joining("; "));
        if (form.isExact()) {
            return new Finding(Trust.GOOD, "The posterior is exact: " + factors + ". The ELBO is the log evidence.");
        }
        String augmented = form.isAugmented() ? " The ELBO is that of a model with auxiliary variables." : "";
        if (!FreshBound.blocks(form).isEmpty()) {
            return new Finding(Trust.GOOD, "Independent factors, of which some have closed-form updates and some are "
                    + "fitted by gradient: " + factors + ". Correlation between different factors is missed."
                    + augmented);
        }
        return new Finding(Trust.GOOD, "Closed-form updates of independent factors: " + factors + "." + augmented);
    }
}
