package org.penumbra.diagnostics.psis;

import java.util.Arrays;
import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.math.Psis;

/**
 * Checks a variational fit by the tail of its importance ratios p / q (Yao, Vehtari, Simpson and Gelman 2018, "Yes, but
 * did it work?"), with the bands of Vehtari, Simpson, Gelman, Yao and Gabry (2024): k-hat below 0.5 is good, below 0.7
 * usable, and from 0.7 on the guide is too far from the posterior. Measures {@code kHat} and {@code importanceDraws},
 * the number of independent posterior draws that the weighted draws are worth.
 */
public final class ParetoDiagnostic implements Diagnostic {

    private static final int FEWEST_DRAWS = 25;

    /**
     * A point guide has no ratios. Draws without a guide have them where log q is a number, as from annealed importance
     * sampling.
     */
    @Override
    public boolean appliesTo(FitResult result) {
        return result.fittedGuide().map(Guide::isDistribution).orElse(true)
                && Arrays.stream(result.draws().logQ()).anyMatch(Double::isFinite);
    }

    @Override
    public Report assess(Target target, FitResult result, Cancellation cancellation) {
        double[] ratios = logRatios(result.draws());
        if (ratios.length < FEWEST_DRAWS) {
            return unknown(new Finding(Trust.CAUTION, "k-hat needs at least " + FEWEST_DRAWS + " draws and there are "
                    + ratios.length + ": nothing is known about how close the guide is; ask for more draws."));
        }
        long broken = Arrays.stream(ratios).filter(r -> Double.isNaN(r) || r == Double.POSITIVE_INFINITY).count();
        if (broken > 0) {
            return unknown(new Finding(Trust.DISTRUST, "k-hat cannot be computed: at " + broken + " of " + ratios.length
                    + " draws the log density of the model or of the guide is not a number."));
        }
        Psis psis = Psis.smooth(ratios);
        if (Double.isNaN(psis.kHat())) {
            return unknown(new Finding(Trust.DISTRUST, "k-hat cannot be computed: the posterior density is 0 at nearly "
                    + "all draws, or a few draws outweigh all others; the guide misses the posterior."));
        }
        return new Report(List.of(new Measurement("kHat", psis.kHat()),
                new Measurement("importanceDraws", psis.effectiveSize())),
                List.of(Band.of(psis.kHat(), ratios.length).finding(psis.kHat())));
    }

    /** log p - log q; where both are minus infinity, so that nothing is known, NaN. */
    private static double[] logRatios(Draws draws) {
        double[] ratios = new double[draws.count()];
        Arrays.setAll(ratios, i -> draws.logP()[i] - draws.logQ()[i]);
        return ratios;
    }

    private static Report unknown(Finding finding) {
        return new Report(List.of(new Measurement("kHat", Double.NaN)), List.of(finding));
    }
}
