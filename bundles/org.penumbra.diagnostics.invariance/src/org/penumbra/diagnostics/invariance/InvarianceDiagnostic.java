package org.penumbra.diagnostics.invariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;

/**
 * Draws from the posterior stay draws from the posterior when a Markov chain that leaves the posterior invariant moves
 * each of them; draws from something else drift towards the posterior. So {@value Walk#CHAINS} short chains of
 * Hamiltonian Monte Carlo start from draws of the answer (as corrected by importance weights), and what the reported
 * values' means and standard deviations were before is compared with what they are after. This needs no reference, and
 * sees what importance ratios cannot: mass next to the answer that the guide never visits. It does not see modes that
 * are far away.
 *
 * <p>Measures {@code invarianceMean}, the largest change of a mean in standard deviations, {@code invarianceSd}, the
 * largest absolute log ratio of standard deviations, and {@code invarianceAcceptance}.
 */
public final class InvarianceDiagnostic implements Diagnostic {

    private static final int FEWEST_DRAWS = 100;
    /** Values compared at most: the first ones. */
    private static final int MOST_VALUES = 5000;
    /** Of a whole comparison without any change, by Bonferroni's bound over all values. */
    private static final double FALSE_ALARM = 0.001;
    /** Smaller changes are real, perhaps, but do not matter. */
    private static final double SMALL_MEAN = 0.15;
    private static final double SMALL_SPREAD = 0.15;
    private static final double FEWEST_ACCEPTED = 0.4;

    @Override
    public boolean appliesTo(FitResult result) {
        return result.chains().isEmpty() && result.fittedGuide().map(Guide::isDistribution).orElse(true)
                && result.draws().count() >= FEWEST_DRAWS
                && Arrays.stream(result.draws().logP()).allMatch(Double::isFinite);
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        Ensemble before = Ensemble.of(result.draws());
        Walk walk = new Walk(target, before.whitening(), examination, Walk.TRANSITIONS);
        int[] chosen = before.resample(Walk.CHAINS, examination.random().stream(Long.MIN_VALUE));
        double[][] starts = new double[chosen.length][];
        Arrays.setAll(starts, i -> before.points()[chosen[i]]);
        double[][] ends = walk.from(starts);
        if (examination.cancellation().isCancelled()) {
            return new Report(List.of(), List.of());
        }
        Comparison comparison = new Comparison(target.sites(), MOST_VALUES, before, ends);
        return new Report(List.of(new Measurement("invarianceMean", comparison.mean()),
                new Measurement("invarianceSd", comparison.spread()),
                new Measurement("invarianceAcceptance", walk.acceptance())),
                findings(comparison, walk.acceptance()));
    }

    private static List<Finding> findings(Comparison comparison, double acceptance) {
        List<Finding> findings = new ArrayList<>();
        if (comparison.mean() > Math.max(SMALL_MEAN, comparison.meanLimit(FALSE_ALARM))) {
            findings.add(moved("mean of " + comparison.meanSite(), String.format(Locale.ROOT,
                    "%.2g standard deviations", comparison.mean())));
        }
        if (comparison.spread() > Math.max(SMALL_SPREAD, comparison.spreadLimit(FALSE_ALARM))) {
            findings.add(moved("standard deviation of " + comparison.spreadSite(), String.format(Locale.ROOT,
                    "a factor of %.2g", StrictMath.exp(comparison.spread()))));
        }
        if (!findings.isEmpty()) {
            return findings;
        }
        if (acceptance < FEWEST_ACCEPTED) {
            return List.of(new Finding(Trust.CAUTION, String.format(Locale.ROOT, "Whether the draws are right could "
                    + "not be checked by Hamiltonian Monte Carlo: it accepts only %.0f %% of its moves.",
                    100 * acceptance)));
        }
        return List.of(new Finding(Trust.GOOD, "Short Hamiltonian Monte Carlo runs that start from the draws leave "
                + "means and standard deviations where they are."));
    }

    private static Finding moved(String what, String by) {
        return new Finding(Trust.DISTRUST, "The answer is not stable: short Hamiltonian Monte Carlo runs that start "
                + "from "
                + "the draws move the " + what + " by " + by + ". Use a richer guide, or reparameterise the model.");
    }
}
