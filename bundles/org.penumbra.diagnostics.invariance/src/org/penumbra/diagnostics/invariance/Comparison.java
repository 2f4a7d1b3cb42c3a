package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import org.penumbra.inference.SiteMap;

/** Means and standard deviations of reported values before and after, in units that can be compared across sites. */
final class Comparison {

    private final SiteMap sites;
    private final int count;
    private final int draws;
    private final double worth;
    private double mean;
    private int meanAt;
    private double spread;
    private int spreadAt;

    Comparison(SiteMap sites, int most, Ensemble before, double[][] after) {
        this.sites = sites;
        this.count = Math.min(most, sites.valueCount());
        this.draws = after.length;
        this.worth = before.worth();
        double[] equal = new double[after.length];
        Arrays.fill(equal, 1.0 / after.length);
        double[] centre = new double[sites.valueCount()];
        sites.constrain(after[0], centre);
        double[][] old = moments(before.points(), before.weights(), centre);
        double[][] now = moments(after, equal, centre);
        for (int i = 0; i < count; i++) {
            compare(i, old, now);
        }
    }

    private void compare(int i, double[][] old, double[][] now) {
        double variance = now[1][i] - now[0][i] * now[0][i];
        double before = old[1][i] - old[0][i] * old[0][i];
        if (!(variance > 0 && before > 0)) {
            return;
        }
        double shift = Math.abs(now[0][i] - old[0][i]) / Math.sqrt(Math.max(variance, before));
        double stretch = Math.abs(0.5 * StrictMath.log(variance / before));
        if (shift > mean) {
            mean = shift;
            meanAt = i;
        }
        if (stretch > spread) {
            spread = stretch;
            spreadAt = i;
        }
    }

    private double[][] moments(double[][] points, double[] weights, double[] centre) {
        double[][] sums = new double[2][count];
        double[] values = new double[sites.valueCount()];
        for (int draw = 0; draw < points.length; draw++) {
            sites.constrain(points[draw], values);
            for (int i = 0; i < count; i++) {
                double x = values[i] - centre[i];
                sums[0][i] += weights[draw] * x;
                sums[1][i] += weights[draw] * x * x;
            }
        }
        return sums;
    }

    /** Largest change of a mean, in standard deviations. */
    double mean() {
        return mean;
    }

    String meanSite() {
        return sites.valueName(meanAt);
    }

    /** Largest absolute log ratio of standard deviations. */
    double spread() {
        return spread;
    }

    String spreadSite() {
        return sites.valueName(spreadAt);
    }

    /**
     * What chance alone exceeds with this probability in any of the values. The chains forget most of their starts, so
     * both sides count as independent.
     */
    double meanLimit(double falseAlarm) {
        return quantile(falseAlarm) * Math.sqrt(1.0 / draws + 1 / worth);
    }

    /** As for the mean; for normal tails, and half as much again for heavier ones. */
    double spreadLimit(double falseAlarm) {
        return 1.5 * quantile(falseAlarm) * Math.sqrt(0.5 / draws + 0.5 / worth);
    }

    private double quantile(double falseAlarm) {
        return Math.sqrt(2 * StrictMath.log(2 * count / falseAlarm));
    }
}
