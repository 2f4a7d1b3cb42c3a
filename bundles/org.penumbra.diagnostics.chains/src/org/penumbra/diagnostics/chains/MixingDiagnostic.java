package org.penumbra.diagnostics.chains;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/**
 * Whether chains agree and how much their draws are worth, with the limits of Vehtari et al. (2021): R-hat above 1.01
 * speaks against the draws, and so do fewer than 100 effective draws for each chain, which R-hat itself and the errors
 * need to be reliable. Measures {@code rHat}, {@code essBulk} and {@code essTail}, the worst of all reported values.
 */
public final class MixingDiagnostic implements Diagnostic {

    private static final double LARGEST_R_HAT = 1.01;
    private static final double FEWEST_PER_CHAIN = 100;
    private static final int SHORTEST = 12;

    @Override
    public boolean appliesTo(FitResult result) {
        return result.chains().filter(chains -> chains.length() >= SHORTEST).isPresent();
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        Chains chains = result.chains().orElseThrow();
        Worst worst = new Worst(target.sites(), result.draws().points(), chains.count(), examination.workers());
        List<Measurement> measurements = List.of(new Measurement("rHat", worst.rHat(worst.rHatAt())),
                new Measurement("essBulk", worst.bulk(worst.bulkAt())),
                new Measurement("essTail", worst.tail(worst.tailAt())));
        return new Report(measurements, findings(target, worst, chains));
    }

    private static List<Finding> findings(Target target, Worst worst, Chains chains) {
        List<Finding> findings = new ArrayList<>();
        int undefined = worst.undefinedAt();
        if (undefined >= 0) {
            findings.add(new Finding(Trust.DISTRUST, "Draws of " + target.sites().valueName(undefined)
                    + " are not all finite: check what it is computed from."));
        }
        int at = worst.rHatAt();
        if (at < 0) {
            findings.add(new Finding(Trust.DISTRUST, "No value has an R-hat: the chains did not move."));
            return findings;
        }
        if (worst.rHat(at) > LARGEST_R_HAT) {
            findings.add(disagreement(target, worst, chains));
        }
        double fewest = FEWEST_PER_CHAIN * chains.count();
        if (worst.bulk(worst.bulkAt()) < fewest) {
            findings.add(few("is worth", worst.bulk(worst.bulkAt()), target.sites().valueName(worst.bulkAt()), fewest,
                    "means and medians"));
        }
        if (worst.tail(worst.tailAt()) < fewest) {
            findings.add(few("is, in the tails, worth", worst.tail(worst.tailAt()),
                    target.sites().valueName(worst.tailAt()), fewest, "5 % and 95 % quantiles"));
        }
        return findings.isEmpty() ? List.of(agreement(target, worst, chains)) : findings;
    }

    private static Finding disagreement(Target target, Worst worst, Chains chains) {
        double rHat = worst.rHat(worst.rHatAt());
        long others = worst.above(LARGEST_R_HAT) - 1;
        String more = others == 0 ? "" : String.format(Locale.ROOT, " (and above 1.01 for %d other %s)", others,
                others == 1 ? "value" : "values");
        String advice = rHat > 1.1 ? "they may sit in different modes, or be far from settled: look at the trace, "
                + "start them closer together, or reparameterise" : "run them longer, or reparameterise";
        return new Finding(Trust.DISTRUST, String.format(Locale.ROOT, "%s: R-hat is %.3f for %s%s, "
                + "and should be at most 1.01; %s.", chains.count() == 1 ? "The chain does not agree with itself"
                : "The chains do not agree", rHat, target.sites().valueName(worst.rHatAt()), more, advice));
    }

    private static Finding few(String worth, double size, String value, double fewest, String what) {
        return new Finding(Trust.DISTRUST, String.format(Locale.ROOT, "The sample of %s %s only %.0f independent "
                + "draws; %.0f are needed for %s, and for R-hat, to mean anything. Take more samples, or "
                + "reparameterise.", value, worth, size, fewest, what));
    }

    private static Finding agreement(Target target, Worst worst, Chains chains) {
        return new Finding(Trust.GOOD, String.format(Locale.ROOT, "%s (R-hat at most %.3f), and every value has at "
                + "least %.0f effective draws (%s) of %d.", chains.count() == 1 ? "The chain agrees with itself"
                : "All " + chains.count() + " chains agree", worst.rHat(worst.rHatAt()),
                Math.min(worst.bulk(worst.bulkAt()), tailOrBulk(worst)), target.sites().valueName(scarcest(worst)),
                chains.count() * chains.length()));
    }

    private static double tailOrBulk(Worst worst) {
        return worst.tailAt() < 0 ? Double.POSITIVE_INFINITY : worst.tail(worst.tailAt());
    }

    private static int scarcest(Worst worst) {
        return worst.bulk(worst.bulkAt()) <= tailOrBulk(worst) ? worst.bulkAt() : worst.tailAt();
    }
}
