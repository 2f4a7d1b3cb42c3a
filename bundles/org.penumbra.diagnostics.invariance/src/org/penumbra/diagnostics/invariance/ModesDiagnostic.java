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
import org.penumbra.math.RandomStream;

/**
 * Looks for modes that the draws do not visit, which neither importance ratios nor chains that start from the draws can
 * see. Climbs start all over the space ({@link Starts}) and where tempered walks end; where one ends elsewhere, short
 * Hamiltonian Monte Carlo runs from there find out how much mass lies around: up to a constant, mean log density plus
 * half the log volume of where the chains go, compared with the same of the draws.
 *
 * <p>What a mode takes to be found is a start in its basin of attraction, whose share of the space falls with the
 * dimension; so few coordinates get many climbs, and many coordinates few.
 *
 * <p>Measures {@code otherModes}, how many such places were found that matter.
 */
public final class ModesDiagnostic implements Diagnostic {

    private static final int FEWEST_DRAWS = 100;
    private static final int CHAINS = 12;
    private static final int TRANSITIONS = 12;
    /** Places that are looked at closely. */
    private static final int MOST_PLACES = 2;
    /** A top so far below the usual log density of the draws has no mass, unless it were enormously wide. */
    private static final double MUCH_LOWER = 10;
    /** A mode whose mass is e^-3 of that of the draws changes next to nothing. */
    private static final double NEGLIGIBLE = -3;
    /** A place of which the draws hold such a share is visited. */
    private static final double SEEN = 0.01;

    @Override
    public boolean appliesTo(FitResult result) {
        return result.fittedGuide().map(Guide::isDistribution).orElse(true) && result.draws().count() >= FEWEST_DRAWS
                && Arrays.stream(result.draws().logP()).allMatch(Double::isFinite);
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        Answer answer = Answer.of(result.draws(), examination.random());
        List<Region> others = new ArrayList<>();
        for (Ascent.Top top : new Search(target, answer, examination).tops()) {
            boolean matters = top.logDensity() > answer.level() - MUCH_LOWER
                    && others.stream().noneMatch(one -> one.holds(top.point()));
            if (matters && others.size() < MOST_PLACES && !examination.cancellation().isCancelled()) {
                others.add(around(target, answer, top.point(), examination));
            }
        }
        double[] ratios = others.stream().filter(one -> !answer.visited().holds(one.centre())
                && answer.share(one) < SEEN).mapToDouble(one -> one.mass() - answer.mass()).toArray();
        long matter = Arrays.stream(ratios).filter(ratio -> ratio > NEGLIGIBLE).count();
        return new Report(List.of(new Measurement("otherModes", matter)), matter == 0 ? List.of()
                : List.of(finding(Arrays.stream(ratios).max().getAsDouble())));
    }

    private static Region around(Target target, Answer answer, double[] top, Examination with) {
        double[][] starts = new double[CHAINS][];
        Arrays.setAll(starts, i -> top.clone());
        RandomStream own = with.random().stream(Arrays.hashCode(top));
        double[][] ends = new Walk(target, answer.whitening(), new Examination(own, with.workers(),
                with.cancellation()), TRANSITIONS).from(starts);
        double[] logP = new double[ends.length];
        Target fork = target.fork();
        Arrays.setAll(logP, i -> fork.logDensity(ends[i]));
        double[] equal = new double[ends.length];
        Arrays.fill(equal, 1.0 / ends.length);
        return new Region(answer.whitening(), new Ensemble(ends, equal, ends.length), logP);
    }

    private static Finding finding(double largest) {
        String size = largest > 3 ? "with far more mass than the answer has"
                : String.format(Locale.ROOT, "with about %.2g times the mass of the answer", StrictMath.exp(largest));
        return new Finding(Trust.DISTRUST, "The posterior has another mode, " + size + ", that the draws do not visit. "
                + "Try TemperedMixture, start from several points (Pathfinder does), or order the sites that can be "
                + "exchanged.");
    }
}
