package org.penumbra.diagnostics.psis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.math.Psis;

/**
 * Checks a variational fit by the tail of its importance ratios p / q (Yao, Vehtari, Simpson and Gelman 2018, "Yes, but
 * did it work?"), with the bands of Vehtari, Simpson, Gelman, Yao and Gabry (2024): k-hat below 0.5 is good, below 0.7
 * usable, and from 0.7 on the guide is too far from the posterior. Measures {@code kHat},
 * {@code importanceDraws} (the number of independent posterior draws that the weighted draws are worth), and
 * {@code meanShift} and {@code sdShift}, by how much the weights move the reported moments ({@link Shift}); and
 * {@code kHatWorstSite} with {@code kHat[theta[3]]} of the worst values, for the spread of each ({@link SiteShapes}).
 */
public final class ParetoDiagnostic implements Diagnostic {

    private static final int FEWEST_DRAWS = 25;
    private static final double FEW_WORTH = 400;
    private static final double VERY_FEW_WORTH = 100;
    private static final double LARGE_SHIFT = 0.2;

    /**
     * A point guide has no ratios, and chains are judged by how they mix. Draws without a guide have them where log q
     * is a number, as from annealed importance sampling.
     */
    @Override
    public boolean appliesTo(FitResult result) {
        return result.chains().isEmpty() && result.fittedGuide().map(Guide::isDistribution).orElse(true)
                && Arrays.stream(result.draws().logQ()).anyMatch(Double::isFinite);
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        double[] ratios = logRatios(result.draws());
        if (ratios.length < FEWEST_DRAWS && examination.rows().isPresent()) {
            return new Report(List.of(), List.of()); // single rows are looked at, and tell more
        }
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
        Band band = Band.of(psis.kHat(), ratios.length);
        List<Finding> findings = new ArrayList<>(List.of(band.finding(psis.kHat())));
        if (band != Band.GOOD) {
            Misfit.of(target, result.draws().points(), ratios).ifPresent(what -> findings.add(
                    new Finding(Trust.CAUTION, "The importance ratios tell where: " + what + ".")));
        }
        Shift shift = Shift.of(target.sites(), result.draws().points(), psis.logWeights());
        if (band != Band.POOR) {
            findings.addAll(corrections(shift, psis.effectiveSize()));
        }
        SiteShapes shapes = SiteShapes.of(target.sites(), result.draws().points(), ratios, psis.logWeights(),
                examination.workers());
        findings.addAll(shapes.findings(psis.kHat()));
        List<Measurement> measurements = new ArrayList<>(List.of(new Measurement("kHat", psis.kHat()),
                new Measurement("importanceDraws", psis.effectiveSize()),
                new Measurement("meanShift", shift.mean()), new Measurement("sdShift", shift.spread())));
        measurements.addAll(shapes.measurements());
        return new Report(measurements, findings);
    }

    /** How much the answer leans on its weights. */
    private static List<Finding> corrections(Shift shift, double worth) {
        List<Finding> findings = new ArrayList<>();
        if (worth < FEW_WORTH) {
            findings.add(new Finding(worth < VERY_FEW_WORTH ? Trust.DISTRUST : Trust.CAUTION, String.format(Locale.ROOT,
                    "The weighted draws are worth only %.0f independent ones, so that means are known to about %.2f "
                    + "standard deviations; ask for more draws or take a richer guide.", worth, 1 / Math.sqrt(worth))));
        }
        if (shift.mean() > LARGE_SHIFT || shift.spread() > LARGE_SHIFT) {
            boolean mean = shift.mean() > shift.spread();
            findings.add(new Finding(Trust.CAUTION, String.format(Locale.ROOT, "Importance weights correct the guide "
                    + "by "
                    + "up to %.2g (%s of %s); what is reported is corrected.", mean ? shift.mean() : shift.spread(),
                    mean ? "standard deviations of the mean" : "in the log of the standard deviation",
                    mean ? shift.meanSite() : shift.spreadSite())));
        }
        return findings;
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
