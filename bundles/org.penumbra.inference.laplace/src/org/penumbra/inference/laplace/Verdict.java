package org.penumbra.inference.laplace;

import java.util.List;
import java.util.Locale;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;

/** What the end of the climb and the curvature there say, in plain words. */
record Verdict(Target target, Climb climb, Curvature curvature) {

    /** Free coordinates are of the order of 1; a climb that goes so much further follows a density without a top. */
    private static final double FAR = 100;

    List<Finding> findings(Status end) {
        return switch (end) {
            case CANCELLED -> List.of(new Finding(Trust.DISTRUST, "The climb was cancelled after " + climb.steps()
                    + " iterations; the spread around the point reached is that of the start, not of the posterior."));
            case CONVERGED -> List.of(atRest());
            default -> List.of(notAtRest(end));
        };
    }

    private Finding atRest() {
        if (curvature.isPositiveDefinite()) {
            return new Finding(Trust.GOOD, "The mode was reached after " + climb.steps()
                    + " iterations, and the density falls from it in every direction.");
        }
        if (curvature.weakest() < 0) {
            return new Finding(Trust.DISTRUST, "The density is not defined all around the point where the climb came to"
                    + " rest, so that its curvature is not known. Use SVI, which needs no curvature.");
        }
        return new Finding(Trust.DISTRUST, "The climb came to rest where the density does not fall in every direction, "
                + "least of all in that of " + site(curvature.weakest()) + ": the posterior has no curvature there, or "
                + "it is a saddle. Give that site a prior that keeps it in place, or use SVI or Pathfinder.");
    }

    private Finding notAtRest(Status end) {
        int furthest = furthest();
        double way = Math.abs(climb.x()[furthest] - climb.begin()[furthest]);
        if (way > FAR * Math.max(1, Math.abs(climb.begin()[furthest]))) {
            return new Finding(Trust.DISTRUST, "The density seems to rise for ever: after " + climb.steps()
                    + " iterations " + site(furthest) + " has moved to " + number(climb.x()[furthest])
                    + " in free coordinates and the log density has risen by "
                    + number(climb.value() - climb.beginValue()) + ". There is no mode, so there is no Laplace "
                    + "approximation: give that site a proper prior, write hierarchical sites non-centred, or use "
                    + "SVI.");
        }
        return new Finding(Trust.DISTRUST, (end == Status.FAILED
                ? "The climb found no higher point after " + climb.steps() + " iterations although the gradient is not "
                        + "zero: the gradient does not fit the density, or the density has an edge. Use SVI."
                : "The mode was not reached within " + climb.steps() + " iterations: take more, " + 10 * climb.steps()
                        + ", say."));
    }

    private int furthest() {
        int furthest = 0;
        for (int i = 1; i < climb.x().length; i++) {
            furthest = way(i) > way(furthest) ? i : furthest;
        }
        return furthest;
    }

    private double way(int i) {
        return Math.abs(climb.x()[i] - climb.begin()[i]) / Math.max(1, Math.abs(climb.begin()[i]));
    }

    private String site(int coordinate) {
        return target.sites().coordinateName(coordinate);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
