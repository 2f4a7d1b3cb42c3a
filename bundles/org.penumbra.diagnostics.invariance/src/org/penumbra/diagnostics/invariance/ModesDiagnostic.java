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
import org.penumbra.math.AffineMap;
import org.penumbra.math.RandomStream;

/**
 * Looks for modes that the draws do not visit, which neither importance ratios nor chains that start from the draws can
 * see. Climbs start at prior draws, at uniform draws, near and far, and where tempered walks end; where one ends
 * elsewhere, short Hamiltonian Monte Carlo runs from there find out how much mass lies around: up to a constant, mean
 * log density plus half the log volume of where the chains go, compared with the same of the draws.
 *
 * <p>Measures {@code otherModes}, how many such places were found that matter.
 */
public final class ModesDiagnostic implements Diagnostic {

    private static final int FEWEST_DRAWS = 100;
    private static final int CLIMBS = 6;
    private static final int FURTHER = 24;
    private static final int CHAINS = 12;
    private static final int TRANSITIONS = 12;
    /** Places that are looked at closely. */
    private static final int MOST_PLACES = 2;
    /** A top so far below the usual log density of the draws has no mass, unless it were enormously wide. */
    private static final double MUCH_LOWER = 10;
    /** A mode whose mass is e^-3 of that of the draws changes next to nothing. */
    private static final double NEGLIGIBLE = -3;

    @Override
    public boolean appliesTo(FitResult result) {
        return result.fittedGuide().map(Guide::isDistribution).orElse(true) && result.draws().count() >= FEWEST_DRAWS
                && Arrays.stream(result.draws().logP()).allMatch(Double::isFinite);
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        Ensemble draws = Ensemble.of(result.draws());
        AffineMap whitening = draws.whitening();
        Region here = new Region(whitening, draws, result.draws().logP());
        Ascent.Top[] tops = tops(target, draws, examination);
        List<Region> others = new ArrayList<>();
        for (Ascent.Top top : tops) {
            boolean matters = top != null && top.logDensity() > here.level() - MUCH_LOWER && !here.holds(top.point())
                    && others.stream().noneMatch(one -> one.holds(top.point()));
            if (matters && others.size() < MOST_PLACES && !examination.cancellation().isCancelled()) {
                others.add(around(target, whitening, top.point(), examination));
            }
        }
        long matter = others.stream().filter(one -> !here.holds(one.centre())).filter(
                one -> one.mass() - here.mass() > NEGLIGIBLE).count();
        double largest = others.stream().filter(one -> !here.holds(one.centre()))
                .mapToDouble(one -> one.mass() - here.mass()).max().orElse(Double.NEGATIVE_INFINITY);
        return new Report(List.of(new Measurement("otherModes", matter)), matter == 0 ? List.of()
                : List.of(finding(largest)));
    }

    private static Ascent.Top[] tops(Target target, Ensemble draws, Examination with) {
        double[] scales = Arrays.stream(draws.variances(draws.mean())).map(v -> v > 0 ? Math.sqrt(v) : 1).toArray();
        Ascent.Top[] tops = new Ascent.Top[CLIMBS + FURTHER];
        with.workers().run(tops.length, climb -> {
            Ascent ascent = new Ascent(target.fork());
            RandomStream own = with.random().stream(climb);
            boolean walks = climb % 4 >= 2;
            Ascent.Where where = climb % 2 == 0 ? Ascent.Where.PRIOR
                    : walks || climb < CLIMBS ? Ascent.Where.NEAR : Ascent.Where.FAR;
            tops[climb] = walks && climb >= CLIMBS ? ascent.tempered(own, where, scales, with.cancellation())
                    : ascent.from(own, where, with.cancellation());
        });
        return tops;
    }

    private static Region around(Target target, AffineMap whitening, double[] top, Examination with) {
        double[][] starts = new double[CHAINS][];
        Arrays.setAll(starts, i -> top.clone());
        RandomStream own = with.random().stream(Arrays.hashCode(top));
        double[][] ends = new Walk(target, whitening, new Examination(own, with.workers(), with.cancellation()),
                TRANSITIONS).from(starts);
        double[] logP = new double[ends.length];
        Target fork = target.fork();
        Arrays.setAll(logP, i -> fork.logDensity(ends[i]));
        double[] equal = new double[ends.length];
        Arrays.fill(equal, 1.0 / ends.length);
        return new Region(whitening, new Ensemble(ends, equal, ends.length), logP);
    }

    private static Finding finding(double largest) {
        String size = largest > 3 ? "with far more mass than the answer has"
                : String.format(Locale.ROOT, "with about %.2g times the mass of the answer", StrictMath.exp(largest));
        return new Finding(Trust.DISTRUST, "The posterior has another mode, " + size + ", that the draws do not visit. "
                + "Try TemperedMixture, start from several points (Pathfinder does), or order the sites that can be "
                + "exchanged.");
    }
}
