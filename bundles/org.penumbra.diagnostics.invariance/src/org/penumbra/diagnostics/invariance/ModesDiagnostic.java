package org.penumbra.diagnostics.invariance;

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
 * Looks for modes that the draws do not visit, which neither importance ratios nor chains that start from the draws can
 * see. Climbs start all over the space ({@link Starts}) and where tempered walks end; where one ends elsewhere, short
 * Hamiltonian Monte Carlo runs from there find out how much mass lies around: up to a constant, mean log density plus
 * half the log volume of where the chains go, compared with the same of the draws.
 *
 * <p>What a mode takes to be found is a start in its basin of attraction, whose share of the space falls with the
 * dimension; so few coordinates get many climbs, and many coordinates few. What all climbs may cost is bounded by what
 * evaluations among the draws cost ({@link Search}); a caution says how many were broken off. The first round that
 * finds something is the last.
 *
 * <p>Measures {@code otherModes}, how many such places were found that matter.
 */
public final class ModesDiagnostic implements Diagnostic {

    private static final int FEWEST_DRAWS = 100;

    @Override
    public boolean appliesTo(FitResult result) {
        return result.fittedGuide().map(Guide::isDistribution).orElse(true) && result.draws().count() >= FEWEST_DRAWS
                && Arrays.stream(result.draws().logP()).allMatch(Double::isFinite);
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        Answer answer = Answer.of(result.draws(), examination.random());
        Search search = new Search(target, answer, examination);
        Places places = new Places(target, answer, examination);
        while (search.goesOn() && places.ratios().length == 0) {
            places.look(search.round());
        }
        double[] ratios = places.ratios();
        List<Finding> findings = ratios.length > 0 ? List.of(finding(Arrays.stream(ratios).max().getAsDouble()))
                : search.brokenOff() > 0 ? List.of(cutShort(search)) : List.of();
        return new Report(List.of(new Measurement("otherModes", ratios.length)), findings);
    }

    private static Finding cutShort(Search search) {
        return new Finding(Trust.CAUTION, "The search for other modes was cut short: " + search.brokenOff() + " of "
                + search.climbs() + " climbs were broken off, because far from the draws the density costs many times "
                + "as much as among them. A mode that only these would have reached goes unnoticed.");
    }

    private static Finding finding(double largest) {
        String size = largest > 3 ? "with far more mass than the answer has"
                : String.format(Locale.ROOT, "with about %.2g times the mass of the answer", StrictMath.exp(largest));
        return new Finding(Trust.DISTRUST, "The posterior has another mode, " + size + ", that the draws do not visit. "
                + "Try TemperedMixture, start from several points (Pathfinder does), or order the sites that can be "
                + "exchanged.");
    }
}
