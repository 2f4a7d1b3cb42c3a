package org.penumbra.diagnostics.psis;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;

/**
 * What a guide misses, read off its importance ratios: they depend on x_i x_j where it misses a correlation, on x_i^2
 * where it is too narrow or too wide, on x_i^3 where it misses skewness, on x_i where it is off to one side. The
 * feature with the largest rank-free correlation with the log ratios names the culprit.
 */
final class Misfit {

    /** Below this share of explained spread a feature explains nothing that a person should act upon. */
    private static final double CLEAR = 0.2;
    private static final int MOST_PAIRED = 120;
    private static final int MOST_DRAWS = 2000;
    /** Ratios beyond so many standard deviations would decide alone. */
    private static final double FAR = 4;

    private final Target target;
    private final double[][] standard;
    private final double[] ratios;
    private double best;
    private String words = "";

    private Misfit(Target target, double[][] points, double[] logRatios) {
        this.target = target;
        int count = Math.min(points.length, MOST_DRAWS);
        this.ratios = standardised(Arrays.copyOf(logRatios, count));
        this.standard = new double[target.dimension()][];
        for (int i = 0; i < standard.length; i++) {
            double[] column = new double[count];
            for (int draw = 0; draw < count; draw++) {
                column[draw] = points[draw][i];
            }
            standard[i] = standardised(column);
        }
    }

    /** In plain words, such as {@code the guide misses the correlation of tau and theta[3]}; empty when unclear. */
    static Optional<String> of(Target target, double[][] points, double[] logRatios) {
        if (!Arrays.stream(logRatios).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        Misfit misfit = new Misfit(target, points, logRatios);
        misfit.search();
        return misfit.best * misfit.best < CLEAR * CLEAR ? Optional.empty() : Optional.of(misfit.words);
    }

    private void search() {
        for (int i = 0; i < standard.length; i++) {
            consider(correlation(i, -1, 1), "is off to one side in " + name(i));
            consider(correlation(i, i, 1), spread(correlation(i, i, 1)) + name(i));
            consider(correlation(i, i, 2), "misses the skewness of " + name(i));
        }
        int paired = Math.min(standard.length, MOST_PAIRED);
        for (int i = 0; i < paired; i++) {
            for (int j = 0; j < i; j++) {
                consider(correlation(i, j, 1), "misses the correlation of " + name(j) + " and " + name(i));
            }
        }
    }

    private static String spread(double correlation) {
        return correlation > 0 ? "is too narrow in " : "is too wide in ";
    }

    private void consider(double correlation, String what) {
        if (Math.abs(correlation) > Math.abs(best)) {
            best = correlation;
            words = "the guide " + what;
        }
    }

    /** Of the log ratios with x_i, x_i x_j or, with power 2, x_i^3. */
    private double correlation(int i, int j, int power) {
        double sum = 0;
        double squares = 0;
        double mean = 0;
        int count = ratios.length;
        for (int draw = 0; draw < count; draw++) {
            double feature = feature(i, j, power, draw);
            mean += feature / count;
            squares += feature * feature / count;
            sum += feature * ratios[draw] / count;
        }
        double variance = squares - mean * mean;
        return variance > 0 ? sum / Math.sqrt(variance) : 0;
    }

    private double feature(int i, int j, int power, int draw) {
        double x = standard[i][draw];
        if (j < 0) {
            return x;
        }
        double product = x * standard[j][draw];
        // The cubic Hermite polynomial: of a plain cube the linear part would answer as well.
        return power == 2 ? product * x - 3 * x : product;
    }

    private static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
        return Arrays.stream(values).map(v -> Math.clamp((v - mean) * scale, -FAR, FAR)).toArray();
    }

    private String name(int coordinate) {
        for (SiteMap.Site site : target.sites().sites()) {
            int within = coordinate - site.freeOffset();
            if (site.freeOffset() >= 0 && within >= 0 && within < site.freeSize()) {
                return site.freeSize() == site.size() ? site.elementName(within) : site.name();
            }
        }
        return "coordinate " + (coordinate + 1);
    }
}
