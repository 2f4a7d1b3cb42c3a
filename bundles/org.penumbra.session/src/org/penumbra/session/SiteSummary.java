package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.penumbra.math.chains.ChainSample;

/**
 * The posterior of one number, on the scale of the model. All NaN when there are no draws, or when a draw is not a
 * number; a point estimate has neither spread nor tails: {@code sd}, {@code q5} and {@code q95} are NaN.
 *
 * @param name as in {@code theta[3]}
 * @param mean of the draws, importance-weighted where k-hat allows, like all that follows
 * @param sd standard deviation of the draws
 * @param q5 5 % quantile (type 7 of Hyndman and Fan 1996)
 * @param q50 median
 * @param q95 95 % quantile
 * @param mcse Monte Carlo standard error of the mean; NaN, like all that follows, for draws that are not of chains
 * @param essBulk effective size in the bulk
 * @param essTail effective size in the tails
 * @param rHat rank-normalised split R-hat
 * @param parameters 0 for a random variable; for a parameter, which has no spread, 1; for an array of very many
 *        parameters that this sums up, their number, and mean and median are those of the elements
 * @param elements of an array of very many random variables that this sums up: mean and standard deviation are the
 *        means of those of the elements, and there is nothing else; 0 for a single number
 */
public record SiteSummary(String name, double mean, double sd, double q5, double q50, double q95, double mcse,
        double essBulk, double essTail, double rHat, int parameters, int elements) {

    private static final int MOST_ELEMENTS = 20;

    /** Of a single number, or of parameters. */
    public SiteSummary(String name, double mean, double sd, double q5, double q50, double q95, double mcse,
            double essBulk, double essTail, double rHat, int parameters) {
        this(name, mean, sd, q5, q50, q95, mcse, essBulk, essTail, rHat, parameters, 0);
    }

    /** Of draws that are not of chains. */
    public SiteSummary(String name, double mean, double sd, double q5, double q50, double q95) {
        this(name, mean, sd, q5, q50, q95, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
    }

    /** Of a random variable whose draws are of chains. */
    public SiteSummary(String name, double mean, double sd, double q5, double q50, double q95, double mcse,
            double essBulk, double essTail, double rHat) {
        this(name, mean, sd, q5, q50, q95, mcse, essBulk, essTail, rHat, 0);
    }

    /** Of parameters. */
    static SiteSummary ofParameters(String name, double mean, double median, int parameters) {
        return new SiteSummary(name, mean, Double.NaN, Double.NaN, median, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, Double.NaN, parameters);
    }

    /** Of an array of random variables. */
    static SiteSummary ofArray(String name, List<SiteSummary> elements) {
        return new SiteSummary(name, mean(elements, SiteSummary::mean), mean(elements, SiteSummary::sd), Double.NaN,
                Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, elements.size());
    }

    private static double mean(List<SiteSummary> elements, ToDoubleFunction<SiteSummary> value) {
        return elements.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    /** Whether it was estimated as a point. */
    public boolean isParameter() {
        return parameters > 0;
    }

    /** The same with what chains tell besides. */
    SiteSummary with(ChainSample sample) {
        return new SiteSummary(name, mean, sd, q5, q50, q95, sample.mcseMean(), sample.essBulk(), sample.essTail(),
                sample.rHat(), parameters, elements);
    }

    /**
     * The same with one summary in place of those of all elements of a parameter that has more than
     * {@value #MOST_ELEMENTS}, and without weights of networks, which have a table of their own
     * ({@link WeightSummary}): what tables show.
     */
    public static List<SiteSummary> condensed(List<SiteSummary> everything) {
        List<SiteSummary> all = everything.stream().filter(one -> !WeightSummary.isWeight(one.name())).toList();
        List<SiteSummary> condensed = new ArrayList<>();
        for (int from = 0; from < all.size();) {
            int to = from + 1;
            while (all.get(from).isParameter() && to < all.size() && all.get(to).isParameter()
                    && all.get(from).site().equals(all.get(to).site())) {
                to++;
            }
            List<SiteSummary> some = all.subList(from, to);
            if (some.size() > MOST_ELEMENTS) {
                condensed.add(ofElements(all.get(from).site(),
                        some.stream().mapToDouble(SiteSummary::mean).toArray()));
            } else {
                condensed.addAll(some);
            }
            from = to;
        }
        return condensed;
    }

    /** Of an array of parameters. */
    static SiteSummary ofElements(String name, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofParameters(name, Arrays.stream(values).sum() / values.length,
                PosteriorSummary.quantile(sorted, 0.5), values.length);
    }

    /** The name without subscripts. */
    String site() {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    /** As tables name it: an array with its size. */
    public String title() {
        return parameters > 1 ? name + " (" + parameters + " parameters)"
                : elements > 0 ? name + " (" + elements + " values)" : name;
    }

    /** Whether it tells how chains mixed. */
    public boolean isOfChains() {
        return !Double.isNaN(rHat) || !Double.isNaN(essBulk) || !Double.isNaN(essTail) || !Double.isNaN(mcse);
    }
}
