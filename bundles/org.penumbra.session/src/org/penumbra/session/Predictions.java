package org.penumbra.session;

import java.util.List;
import java.util.Optional;
import org.penumbra.core.ExitCode;
import org.penumbra.math.validation.Predictive;

/**
 * Draws of data that a model predicts.
 *
 * @param model its name
 * @param file the data were read from; empty when the model takes none
 * @param run that the draws are from; empty for the prior
 * @param verdict of that run; trusted for the prior
 * @param sites predicted ones, then deterministic ones, each in the order of the text
 * @param drawnAnew latent sites that the run does not have, or not with this shape: drawn from their priors given the
 *        others
 * @param heldOut log predictive density of each observation; empty where data are missing, or sites were drawn anew
 * @param draws number of draws
 */
public record Predictions(String model, String file, Optional<StoredRun> run, Verdict verdict, List<Site> sites,
        List<String> drawnAnew, Optional<HeldOut> heldOut, int draws) {

    public Predictions {
        sites = List.copyOf(sites);
        drawnAnew = List.copyOf(drawnAnew);
    }

    /** NOT_TRUSTED when the run is not. */
    public ExitCode exitCode() {
        return verdict == Verdict.NOT_TRUSTED ? ExitCode.NOT_TRUSTED : ExitCode.OK;
    }

    /** Share of observed numbers in their central 90 % interval; NaN when nothing is observed. */
    public double coverage() {
        long all = 0;
        long inside = 0;
        for (Site site : sites) {
            for (int i = 0; i < site.observed().length; i++) {
                double value = site.observed()[i];
                if (!Double.isNaN(value)) {
                    SiteSummary summary = site.summary(i);
                    all++;
                    inside += value >= summary.q5() && value <= summary.q95() ? 1 : 0;
                }
            }
        }
        return all == 0 ? Double.NaN : (double) inside / all;
    }

    /**
     * @param name as in the text
     * @param predicted whether it is data that were drawn; else it is deterministic
     * @param shape extents
     * @param names of its numbers, row-major
     * @param draws {@code [number][draw]}; NaN where nothing draws a number
     * @param observed what was found in the data, NaN where nothing was; without numbers where nothing is known
     */
    public record Site(String name, boolean predicted, List<Integer> shape, List<String> names, double[][] draws,
            double[] observed) {

        public Site {
            shape = List.copyOf(shape);
            names = List.copyOf(names);
        }

        /** Of one number. */
        public SiteSummary summary(int number) {
            return PosteriorSummary.ofEqual(names.get(number), draws[number].clone());
        }

        /** What was observed of one number; NaN when nothing was. */
        public double observed(int number) {
            return observed.length == 0 ? Double.NaN : observed[number];
        }
    }

    /**
     * @param names of the observations
     * @param density of each, averaged over the draws
     */
    public record HeldOut(List<String> names, Predictive density) {
        public HeldOut {
            names = List.copyOf(names);
        }
    }
}
