package org.penumbra.diagnostics.invariance;

import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.inference.ascent.TemperedWalk;
import org.penumbra.math.RandomStream;

/** Climbs to modes. Those that end where the draws are end early, and so do those that cost too much. */
final class Ascent {

    private static final int MOST_STEPS = 120;
    private static final int HISTORY = 10;
    private static final int STAGES = 10;

    private final Metered target;
    private final Visited visited;
    private final double level;

    /**
     * @param target for these climbs alone
     * @param visited where nothing is to be found; for these climbs alone
     * @param level log density from which on a climb that comes there has arrived
     */
    Ascent(Metered target, Visited visited, double level) {
        this.target = target;
        this.visited = visited;
        this.level = level;
    }

    /**
     * @param point n free coordinates
     * @param logDensity there
     */
    record Top(double[] point, double logDensity) {
    }

    /**
     * The same after a walk under a rising exponent, which leaves the basin of attraction that it begins in.
     *
     * @param start overwritten
     * @param scales n standard deviations that steps are measured in
     */
    Optional<Top> tempered(double[] start, double[] scales, RandomStream random, Cancellation cancellation) {
        TemperedWalk walk = new TemperedWalk(target, start, scales);
        for (int stage = 0; stage < STAGES && goesOn(cancellation); stage++) {
            walk.walk(TemperedWalk.exponent(stage, STAGES), random);
        }
        return climb(walk.x(), cancellation);
    }

    /** @return the top, or as far as it came; empty where the draws have been */
    Optional<Top> climb(double[] start, Cancellation cancellation) {
        Lbfgs lbfgs = new Lbfgs(target::logDensityAndGradient, start, HISTORY);
        for (int step = 0; step < MOST_STEPS && goesOn(cancellation); step++) {
            if (lbfgs.value() > level && visited.holds(lbfgs.x())) {
                return Optional.empty();
            }
            if (lbfgs.step() != Lbfgs.Outcome.MOVED) {
                break;
            }
        }
        return visited.holds(lbfgs.x()) ? Optional.empty()
                : Optional.of(new Top(lbfgs.x().clone(), lbfgs.value()));
    }

    private boolean goesOn(Cancellation cancellation) {
        return !target.isSpent() && !cancellation.isCancelled();
    }
}
