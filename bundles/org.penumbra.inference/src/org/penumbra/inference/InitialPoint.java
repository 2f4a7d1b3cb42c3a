package org.penumbra.inference;

import java.util.Arrays;
import java.util.List;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.math.RandomStream;

/** Where a fit starts. */
public final class InitialPoint {
    /** Pyro takes 15 draws, which under a wide prior start far off; small models can afford a better median. */
    private static final int FEWEST_DRAWS = 15;
    private static final int MOST_DRAWS = 201;
    private static final int DRAWN_COORDINATES = 20_000;
    private static final int PRIOR_TRIES = 100;
    /** As many as Stan makes before it gives up. */
    private static final int UNIFORM_TRIES = 100;

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
        Search search = new Search(target);
        double[] first = medianOfPrior(target, random);
        if (search.accepts(first)) {
            return first;
        }
        double[] x = new double[target.dimension()];
        for (int i = 0; i < PRIOR_TRIES; i++) {
            target.samplePrior(random, x);
            if (search.accepts(x)) {
                return x;
            }
        }
        for (int i = 0; i < UNIFORM_TRIES; i++) {
            Arrays.setAll(x, coordinate -> 4 * random.nextDouble() - 2);
            if (search.accepts(x)) {
                return x;
            }
        }
        throw PenumbraException.badInput(search.problem(first));
    }

    private static double[] medianOfPrior(Target target, RandomStream random) {
        int n = target.dimension();
        int draws = Math.clamp(DRAWN_COORDINATES / n, FEWEST_DRAWS, MOST_DRAWS);
        double[][] columns = new double[n][draws];
        double[] x = new double[n];
        for (int draw = 0; draw < draws; draw++) {
            target.samplePrior(random, x);
            for (int i = 0; i < n; i++) {
                columns[i][draw] = x[i];
            }
        }
        double[] median = new double[n];
        for (int i = 0; i < n; i++) {
            Arrays.sort(columns[i]);
            median[i] = columns[i][draws / 2];
        }
        return median;
    }

    /** The points that were tried, and what was wrong with them. */
    private static final class Search {
        private final Target target;
        private final double[] gradient;
        private int tried;
        private int undefined;
        private int impossible;

        Search(Target target) {
            this.target = target;
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

        /** The first point stands for all: the median of the prior is what a reader of the model expects. */
        Problem problem(double[] first) {
            List<Target.Contribution> parts = target.contributions(first);
            for (Target.Contribution part : parts) {
                if (!Double.isFinite(part.logDensity())) {
                    String detail = part.detail().isEmpty() ? "" : ": " + part.detail();
                    return problem(summary() + ", first at the median of the prior, where this statement gives "
                            + named(part.logDensity()) + detail).about(part.site());
                }
            }
            double value = target.logDensityAndGradient(first, gradient);
            int coordinate = notFinite();
            String site = coordinate < 0 ? null : siteOf(coordinate);
            String where = site == null ? "the value is " + named(value)
                    : "the derivative with respect to " + site + " is " + named(gradient[coordinate]);
            return problem(summary() + "; at the median of the prior every statement is finite, but " + where)
                    .about(site);
        }

        private String summary() {
            String everyOne = " at every one of " + tried + " starting points";
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
