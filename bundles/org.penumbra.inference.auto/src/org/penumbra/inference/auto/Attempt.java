package org.penumbra.inference.auto;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.math.AffineMap;

/** What one rung gave: now, or in an earlier process, of which only the judgement and the moments are left. */
final class Attempt {

    /** Fewest reasons against it first, then the closest guide. */
    static final Comparator<Attempt> BEST_FIRST = Comparator
            .<Attempt>comparingLong(one -> one.judgement().objections())
            .thenComparingDouble(one -> Double.isNaN(one.kHat()) ? Double.POSITIVE_INFINITY : one.kHat());
    /** Above this, not even the covariances of the draws are worth keeping. */
    private static final double HOPELESS = 1;

    private final Task task;
    private final Judgement judgement;
    private final FitResult inner;
    private final FitResult result;
    private Optional<AffineMap> moments;

    /**
     * What was to be done.
     *
     * @param rung that does it
     * @param view the coordinates to fit in
     * @param start in those coordinates
     * @param number of attempts before it
     */
    record Task(Rung rung, View view, Start start, int number) {
    }

    /**
     * @param inner in the coordinates of the view
     * @param result in the coordinates of the run
     */
    Attempt(Task task, Judgement judgement, FitResult inner, FitResult result) {
        this.task = task;
        this.judgement = judgement;
        this.inner = inner;
        this.result = result;
    }

    /** @param moments as {@link #moments} gave them; empty where there were none, or where nobody asks for them */
    static Attempt earlier(Task task, Judgement judgement, Optional<AffineMap> moments) {
        Attempt attempt = new Attempt(task, judgement, null, null);
        attempt.moments = moments;
        return attempt;
    }

    Task task() {
        return task;
    }

    Judgement judgement() {
        return judgement;
    }

    double kHat() {
        return judgement.kHat();
    }

    /** Whether the answer itself is here. */
    boolean isPresent() {
        return inner != null;
    }

    FitResult inner() {
        return inner;
    }

    FitResult result() {
        return result;
    }

    /** Whether there is a guide to draw more from. */
    boolean canDraw() {
        return inner.fittedGuide().filter(Guide::isDistribution).isPresent();
    }

    /** The map under which the answer looks standard normal, from the coordinates that its view is based on. */
    Optional<AffineMap> moments() {
        if (moments == null) {
            FitResult inBase = task.view() instanceof View.Standardised inside ? inside.inBase(inner) : inner;
            moments = Optional.ofNullable(Affine.of(inBase, kHat() < HOPELESS));
        }
        return moments;
    }

    /** Whether somebody asked for the moments. */
    boolean wasUsed() {
        return moments != null;
    }

    String name() {
        return task.rung().name() + task.view().words();
    }

    String summary() {
        return name() + (Double.isNaN(kHat()) ? "" : String.format(Locale.ROOT, " (k-hat %.2f)", kHat()));
    }
}
