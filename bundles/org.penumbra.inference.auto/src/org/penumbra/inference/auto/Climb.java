package org.penumbra.inference.auto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Alternative;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;

/** One climb over the rungs, with everything that was tried on the way. */
final class Climb {

    /** From this rank on a rung is costly: before that, other coordinates are tried. */
    private static final int COSTLY = 60;
    private static final double USABLE = 0.7;
    private static final long DRAWS_STREAM = 0x4155544f44524157L;

    private final Target target;
    private final int highest;
    private final FitContext context;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    Climb(Target target, int highest, FitContext context) {
        this.target = target;
        this.highest = highest;
        this.context = context;
    }

    FitResult answer() {
        View written = View.written(target);
        Track track = new Track(written);
        track.climb(0, COSTLY - 1);
        if (goesOn()) {
            track = better(track, others(written));
        }
        track.climb(COSTLY, Integer.MAX_VALUE);
        return concluded();
    }

    private boolean goesOn() {
        return !context.cancellation().isCancelled() && attempts.stream().noneMatch(Attempt::holds);
    }

    private List<Track> others(View written) {
        List<Track> others = new ArrayList<>();
        for (Alternative alternative : context.alternatives()) {
            Track other = new Track(View.of(alternative, target));
            other.climb(0, COSTLY - 1);
            others.add(other);
        }
        return others;
    }

    private static Track better(Track first, List<Track> others) {
        Track best = first;
        for (Track other : others) {
            if (other.best().isPresent() && (best.best().isEmpty()
                    || Attempt.BEST_FIRST.compare(other.best().get(), best.best().get()) < 0)) {
                best = other;
            }
        }
        return best;
    }

    /** The rungs in one choice of coordinates, each starting from the best below it. */
    private final class Track {
        private final View base;
        private final List<Attempt> mine = new ArrayList<>();

        Track(View base) {
            this.base = base;
        }

        Optional<Attempt> best() {
            return mine.stream().min(Attempt.BEST_FIRST);
        }

        void climb(int from, int to) {
            for (Rung rung : context.ladder()) {
                if (rung.rank() >= from && rung.rank() <= Math.min(to, highest)
                        && rung.largestDimension() >= target.dimension() && goesOn()) {
                    tryOut(rung);
                }
            }
        }

        private void tryOut(Rung rung) {
            Start cold = context.start().with(context.random().stream(rung.name().hashCode()));
            View view = best().map(this::standardised).orElse(base);
            try {
                FitResult inner = rung.fit(view.target(), view == base ? cold(cold) : standard(cold),
                        context.progress(), context.cancellation());
                note(assessed(rung, view, inner));
            } catch (PenumbraException cannot) {
                if (isFromTheModel(cannot)) {
                    throw cannot;
                }
                refusals.add(rung.name() + ": " + cannot.problems().getFirst().message());
            }
        }

        /** A given point is one of the target as it is written. */
        private Start cold(Start start) {
            return base.target() == target ? start : Start.cold(start.random());
        }

        private Start standard(Start start) {
            double[] ones = new double[target.dimension()];
            Arrays.fill(ones, 1);
            return Start.cold(start.random()).at(new double[ones.length], ones);
        }

        private View standardised(Attempt best) {
            Affine affine = Affine.of(inBase(best), best.isClose());
            return affine == null ? base : new View.Standardised(base, affine);
        }

        /** The answer in the coordinates of this track. */
        private static FitResult inBase(Attempt attempt) {
            return attempt.view() instanceof View.Standardised inside ? inside.inBase(attempt.inner())
                    : attempt.inner();
        }

        private void note(Attempt attempt) {
            Attempt kept = enough(attempt);
            mine.add(kept);
            attempts.add(kept);
        }
    }

    private Attempt assessed(Rung rung, View view, FitResult inner) {
        FitResult result = view.outward(inner);
        return new Attempt(rung, view, inner, result, context.assess(target, result));
    }

    /** With more draws where nothing speaks against it but that its weighted draws are worth too few. */
    private Attempt enough(Attempt attempt) {
        boolean spread = attempt.inner().fittedGuide().filter(Guide::isDistribution).isPresent();
        if (!spread || attempt.kHat() >= USABLE || attempt.worth() >= MoreDraws.enough(target.dimension())
                || context.cancellation().isCancelled()) {
            return attempt;
        }
        FitResult more = MoreDraws.of(attempt.view().target(), attempt.inner(), attempt.worth(),
                context.random().stream(DRAWS_STREAM).stream(attempts.size()));
        return more == attempt.inner() ? attempt : assessed(attempt.rung(), attempt.view(), more);
    }

    /** A model that has no starting point has none on any rung. */
    private static boolean isFromTheModel(PenumbraException cannot) {
        return cannot.exitCode() == ExitCode.BAD_INPUT
                && cannot.problems().stream().map(Problem::code).anyMatch("PEN-3001"::equals);
    }

    private FitResult concluded() {
        Attempt best = attempts.stream().min(Attempt.BEST_FIRST).orElseThrow(() -> PenumbraException.usage(
                Problem.error("PEN-3040", "there is no way to fit this model automatically: "
                        + (refusals.isEmpty() ? "no rung is installed" : String.join("; ", refusals)) + ".")
                        .advise("Name an algorithm.")));
        FitResult result = best.result();
        List<Finding> findings = new ArrayList<>(result.findings());
        findings.add(best.holds() ? chosen(best) : nothingHolds(best));
        return new FitResult(result.status(), result.guide(), result.draws(), result.trace(), result.elbo(),
                result.steps(), new double[0], findings, result.measurements());
    }

    private Finding chosen(Attempt best) {
        String before = attempts.size() == 1 ? "" : "; before it, " + attempts.stream().filter(one -> one != best)
                .map(Attempt::summary).collect(Collectors.joining(", ")) + " did not hold";
        return new Finding(Trust.GOOD, "Chosen automatically: " + best.summary() + before + ".");
    }

    private Finding nothingHolds(Attempt best) {
        String tried = attempts.stream().map(Attempt::summary).collect(Collectors.joining(", "));
        return new Finding(Trust.DISTRUST, "No automatic choice holds. Tried " + tried + "; the best is " + best.name()
                + ", and of it: " + best.objection() + ". Reparameterise the model, give weak sites stronger priors, or"
                + " sample it.");
    }
}
