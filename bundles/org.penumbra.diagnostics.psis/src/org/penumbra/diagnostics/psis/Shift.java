package org.penumbra.diagnostics.psis;

import java.util.Arrays;
import org.penumbra.inference.SiteMap;

/**
 * By how much importance weights move the moments of the reported values: the difference of means in standard
 * deviations, and the log ratio of standard deviations. What is moved far was wrong in the guide, and is only as good
 * as the weights.
 *
 * @param mean largest difference of means, in corrected standard deviations
 * @param meanSite where that is
 * @param spread largest absolute log ratio of standard deviations
 * @param spreadSite where that is
 */
record Shift(double mean, String meanSite, double spread, String spreadSite) {

    /** Values looked at; so many sites stand for all. */
    private static final int MOST_VALUES = 5000;

    static Shift of(SiteMap sites, double[][] points, double[] logWeights) {
        int count = Math.min(sites.valueCount(), MOST_VALUES);
        double[][] sums = new double[4][count];
        double[] values = new double[sites.valueCount()];
        double[] centre = new double[sites.valueCount()];
        sites.constrain(points[0], centre);
        for (int draw = 0; draw < points.length; draw++) {
            sites.constrain(points[draw], values);
            double weight = StrictMath.exp(logWeights[draw]);
            for (int i = 0; i < count; i++) {
                double x = values[i] - centre[i];
                sums[0][i] += x / points.length;
                sums[1][i] += x * x / points.length;
                sums[2][i] += weight * x;
                sums[3][i] += weight * x * x;
            }
        }
        return worst(sites, sums);
    }

    private static Shift worst(SiteMap sites, double[][] sums) {
        int count = sums[0].length;
        double[] means = new double[count];
        double[] spreads = new double[count];
        for (int i = 0; i < count; i++) {
            double raw = sums[1][i] - sums[0][i] * sums[0][i];
            double corrected = sums[3][i] - sums[2][i] * sums[2][i];
            boolean varies = raw > 0 && corrected > 0;
            means[i] = varies ? Math.abs(sums[2][i] - sums[0][i]) / Math.sqrt(corrected) : 0;
            spreads[i] = varies ? Math.abs(0.5 * StrictMath.log(corrected / raw)) : 0;
        }
        int mean = largest(means);
        int spread = largest(spreads);
        return new Shift(means[mean], sites.valueName(mean), spreads[spread], sites.valueName(spread));
    }

    private static int largest(double[] values) {
        double largest = Arrays.stream(values).max().orElseThrow();
        int at = 0;
        while (values[at] != largest) {
            at++;
        }
        return at;
    }
}
