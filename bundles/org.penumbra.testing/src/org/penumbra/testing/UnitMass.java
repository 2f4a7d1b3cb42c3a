package org.penumbra.testing;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.math.RandomStream;
import org.penumbra.math.Statistics;

/** That the density of a guide integrates to 1: on a grid in one dimension, by importance sampling in more. */
final class UnitMass {

    private static final int DRAWS = 2_000;
    private static final int GRID = 20_000;
    private static final double GRID_ERROR = 2e-3;
    private static final int WEIGHTS = 8_000;
    /** Standard errors; a correct guide is refused with a probability of about 6e-7. */
    private static final double Z = 5;
    /** Wider than any guide near a normal, with tails like x^-6. */
    private static final double WIDER = 1.3;
    private static final int DEGREES = 5;

    private final Guide guide;
    private final RandomStream random;
    private final double[][] draws;
    private final double[] means;
    private final double[] scales;

    UnitMass(Guide guide, RandomStream random) {
        this.guide = guide;
        this.random = random;
        this.draws = new double[DRAWS][guide.dimension()];
        double[] noise = new double[guide.noiseSize()];
        for (double[] draw : draws) {
            guide.sample(random, noise, draw);
        }
        this.means = new double[guide.dimension()];
        this.scales = new double[guide.dimension()];
        for (int i = 0; i < means.length; i++) {
            int coordinate = i;
            double[] column = Arrays.stream(draws).mapToDouble(draw -> draw[coordinate]).toArray();
            means[i] = Statistics.mean(column);
            scales[i] = WIDER * Statistics.standardDeviation(column);
        }
    }

    void check() {
        if (guide.dimension() == 1) {
            Claims.nearly(1, onGrid(), GRID_ERROR, "the density integrates to 1");
        } else {
            byImportance();
        }
    }

    /** Over three times the range of the draws. */
    private double onGrid() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] draw : draws) {
            low = Math.min(low, draw[0]);
            high = Math.max(high, draw[0]);
        }
        double from = low - (high - low);
        double step = 3 * (high - low) / GRID;
        double sum = 0;
        double[] x = new double[1];
        for (int i = 0; i <= GRID; i++) {
            x[0] = from + i * step;
            sum += StrictMath.exp(guide.logDensity(x));
        }
        return sum * step;
    }

    private void byImportance() {
        double sum = 0;
        double squares = 0;
        double[] x = new double[guide.dimension()];
        for (int i = 0; i < WEIGHTS; i++) {
            double weight = StrictMath.exp(-propose(x) + guide.logDensity(x));
            sum += weight;
            squares += weight * weight;
        }
        double mean = sum / WEIGHTS;
        double error = Math.sqrt((squares / WEIGHTS - mean * mean) / WEIGHTS);
        Claims.hold(Math.abs(mean - 1) <= Z * error && error < 0.1, "the density integrates to 1: found " + mean
                + " with a standard error of " + error);
    }

    /** Independent Student t around the draws; gives their log density. */
    private double propose(double[] x) {
        double logDensity = 0;
        double normaliser = StrictMath.log(8 / (3 * Math.PI * Math.sqrt(DEGREES)));
        for (int i = 0; i < x.length; i++) {
            double chiSquare = 0;
            for (int k = 0; k < DEGREES; k++) {
                chiSquare += Math.pow(random.nextGaussian(), 2);
            }
            double t = random.nextGaussian() * Math.sqrt(DEGREES / chiSquare);
            x[i] = means[i] + scales[i] * t;
            logDensity += normaliser - StrictMath.log(scales[i]) - 3 * StrictMath.log1p(t * t / DEGREES);
        }
        return logDensity;
    }
}
