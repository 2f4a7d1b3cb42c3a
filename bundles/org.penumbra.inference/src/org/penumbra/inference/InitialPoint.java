package org.penumbra.inference;

import java.util.List;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.math.RandomStream;

/** Where a fit starts. */
public final class InitialPoint {
    /** The first proposal of a strategy, then two hundred others. */
    private static final int ATTEMPTS = 201;

    private InitialPoint() {
    }

    /**
     * The coordinate-wise median of prior draws (Pyro's {@code init_to_median}; 201 draws for up to 100 coordinates,
     * fewer for more, 15 at least); where the density is not finite
     * there, up to 100 prior draws and then up to 100 uniform draws on (-2, 2) are tried.
     *
     * @return n coordinates at which log density and gradient are finite
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, code PEN-3001) when there is none; names the first site
     *         whose log density is not finite, with its value and what is wrong with it
     */
    public static double[] median(Target target, RandomStream random) {
        return Initialization.MEDIAN.find(target, random);
    }

    /** The first proposal of the strategy, with the given values put into it, that density and gradient accept. */
    static double[] find(Target target, RandomStream random, Initialization strategy, InitialValues values) {
        Search search = new Search(target, strategy.place());
        double[] first = new double[target.dimension()];
        double[] x = new double[target.dimension()];
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            strategy.propose(target, random, attempt, x);
            values.put(target, x);
            if (search.accepts(x)) {
                return x;
            }
            if (attempt == 0) {
                System.arraycopy(x, 0, first, 0, x.length);
            }
        }
        throw PenumbraException.badInput(search.problem(first));
    }

    /** A point that was given, with the given values put into it. */
    static double[] at(Target target, double[] point, InitialValues values) {
        values.put(target, point);
        Search search = new Search(target, "the given point");
        if (!search.accepts(point)) {
            throw PenumbraException.badInput(search.problem(point));
        }
        return point;
    }

    /** The points that were tried, and what was wrong with them. */
    private static final class Search {
        private final Target target;
        private final String place;
        private final double[] gradient;
        private int tried;
        private int undefined;
        private int impossible;

        /** @param place where the first point is, in plain words */
        Search(Target target, String place) {
            this.target = target;
            this.place = place;
            this.gradient = new double[target.dimension()];
        }

        boolean accepts(double[] x) {
            double value = target.logDensityAndGradient(x, gradient);
            tried++;
            undefined += Double.isNaN(value) ? 1 : 0;
            impossible += value == Double.NEGATIVE_INFINITY ? 1 : 0;
            return Double.isFinite(value) && notFinite() < 0;
        }

        private int notFinite() {
            for (int i = 0; i < gradient.length; i++) {
                if (!Double.isFinite(gradient[i])) {
                    return i;
                }
            }
            return -1;
        }

        /** The first point stands for all: the middle of the prior is what a reader of the model expects. */
        Problem problem(double[] first) {
            List<Target.Contribution> parts = target.contributions(first);
            for (Target.Contribution part : parts) {
                if (!Double.isFinite(part.logDensity())) {
                    String detail = part.detail().isEmpty() ? "" : ": " + part.detail();
                    return problem(summary() + ", first at " + place + ", where this statement gives "
                            + named(part.logDensity()) + detail).about(part.site());
                }
            }
            double value = target.logDensityAndGradient(first, gradient);
            int coordinate = notFinite();
            String site = coordinate < 0 ? null : siteOf(coordinate);
            String where = site == null ? "the value is " + named(value)
                    : "the derivative with respect to " + site + " is " + named(gradient[coordinate]);
            return problem(summary() + "; at " + place + " every statement is finite, but " + where)
                    .about(site);
        }

        private String summary() {
            String everyOne = tried == 1 ? " at the starting point" : " at every one of " + tried + " starting points";
            if (undefined == tried) {
                return "the log density is NaN" + everyOne;
            }
            return impossible == tried ? "the log density is -Infinity" + everyOne
                    : "the log density or its gradient is not finite" + everyOne;
        }

        private static Problem problem(String message) {
            return Problem.error("PEN-3001", message.endsWith(".") ? message : message + ".").advise("Check the"
                    + " data, and give the latent sites priors or types that keep every parameter in its support.");
        }

        private static String named(double value) {
            return Double.toString(value);
        }

        private String siteOf(int coordinate) {
            for (SiteMap.Site site : target.sites().sites()) {
                int within = coordinate - site.freeOffset();
                if (site.freeOffset() >= 0 && within >= 0 && within < site.freeSize()) {
                    return site.freeSize() == site.size() ? site.elementName(within) : site.name();
                }
            }
            return "coordinate " + (coordinate + 1);
        }
    }
}
