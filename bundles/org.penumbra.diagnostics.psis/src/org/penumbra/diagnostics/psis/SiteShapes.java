package org.penumbra.diagnostics.psis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.penumbra.core.Workers;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.SiteMap;
import org.penumbra.math.Psis;

/**
 * How far the spread of each reported value h can be relied upon: the Pareto shape of the terms that its weighted second
 * moment sums up, ratio times (h - mean)^2. The shape of the ratios alone says nothing of a function that grows where
 * draws are rare (Vehtari, Simpson, Gelman, Yao and Gabry 2024, on diagnostics specific to a function).
 *
 * @param worst those that can be measured, worst first
 */
record SiteShapes(List<Measured> worst) {

    /** From here on the weighted moment is of no use. */
    private static final double LIMIT = 0.7;
    private static final int MOST_VALUES = 500;
    /** Terms computed at most, all values together: large models measure some of their values, evenly spaced. */
    private static final int MOST_TERMS = 2_000_000;
    private static final int MOST_LISTED = 20;

    /** @param name of one reported value, as in {@code theta[3]} */
    record Measured(String name, double kHat) {
    }

    /**
     * @param points draws in free coordinates
     * @param logRatios log p - log q of each, none of them NaN or plus infinity
     * @param logWeights smoothed and normalised
     */
    static SiteShapes of(SiteMap sites, double[][] points, double[] logRatios, double[] logWeights, Workers workers) {
        int all = sites.valueCount();
        int count = Math.min(all, Math.min(MOST_VALUES, Math.max(1, MOST_TERMS / points.length)));
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = (int) ((long) i * all / count);
        }
        double[][] columns = columns(sites, points, chosen);
        double[] shapes = new double[count];
        workers.run(count, i -> shapes[i] = shape(columns[i], logRatios, logWeights));
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!Double.isNaN(shapes[i])) {
                measured.add(new Measured(sites.valueName(chosen[i]), shapes[i]));
            }
        }
        measured.sort(Comparator.comparingDouble(Measured::kHat).reversed());
        return new SiteShapes(measured);
    }

    private static double[][] columns(SiteMap sites, double[][] points, int[] chosen) {
        double[][] columns = new double[chosen.length][points.length];
        double[] values = new double[sites.valueCount()];
        for (int draw = 0; draw < points.length; draw++) {
            sites.constrain(points[draw], values);
            for (int i = 0; i < chosen.length; i++) {
                columns[i][draw] = values[chosen[i]];
            }
        }
        return columns;
    }

    /** NaN for a value that does not vary, or is not a number somewhere. */
    private static double shape(double[] values, double[] logRatios, double[] logWeights) {
        double mean = 0;
        for (int draw = 0; draw < values.length; draw++) {
            mean += StrictMath.exp(logWeights[draw]) * values[draw];
        }
        double[] terms = new double[values.length];
        for (int draw = 0; draw < values.length; draw++) {
            terms[draw] = logRatios[draw] + 2 * StrictMath.log(Math.abs(values[draw] - mean));
        }
        return Psis.shape(terms);
    }

    /** The worst one as {@code kHatWorstSite}, and the worst few by name. */
    List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        worst.stream().limit(1).forEach(one -> measurements.add(new Measurement("kHatWorstSite", one.kHat())));
        worst.stream().limit(MOST_LISTED)
                .forEach(one -> measurements.add(new Measurement("kHat[" + one.name() + "]", one.kHat())));
        return measurements;
    }

    /**
     * What the ratios alone do not tell.
     *
     * @param joint k-hat of the ratios
     */
    List<Finding> findings(double joint) {
        if (joint >= LIMIT || worst.isEmpty() || worst.getFirst().kHat() < LIMIT) {
            return List.of();
        }
        long others = worst.stream().filter(one -> one.kHat() >= LIMIT).count() - 1;
        return List.of(new Finding(Trust.CAUTION, String.format(Locale.ROOT, "k-hat of the spread of %s is %.2f%s: a few "
                + "draws decide its standard deviation, because its tails are heavy or the guide's are too light. Rely "
                + "on its quantiles, or ask for more draws.", worst.getFirst().name(), worst.getFirst().kHat(),
                others == 0 ? "" : " (and not below 0.7 for " + others + " other values)")));
    }
}
