package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two tests of whether posterior probabilities below true values are what they are under correct posteriors: uniform.
 *
 * @param count how many replications were tested
 * @param uniformity p-value of {@link org.penumbra.math.UniformityEnvelope}
 * @param symmetry p-value of {@link org.penumbra.math.SymmetryWalk}
 * @param histogram how many probabilities are in each of {@value #BINS} equal bins
 * @param mean of the probabilities, 1/2 when all is well
 * @param faults empty when neither test fails at the level
 */
public record CalibrationVerdict(int count, double uniformity, double symmetry, List<Integer> histogram, double mean,
        List<CalibrationFault> faults) {

    static final int BINS = 10;

    /** Standard errors beyond which a moment names the fault. A test has already failed by then. */
    private static final double CLEAR = 3;
    /** Of (2 p - 1)^2 for uniform p. */
    private static final double MEAN_SQUARE = 1.0 / 3;
    private static final double SQUARE_VARIANCE = 4.0 / 45;
    private static final double OUTER = 0.1;

    public CalibrationVerdict {
        histogram = List.copyOf(histogram);
        faults = List.copyOf(faults);
    }

    /** @param level what a p-value has to be below for the test to fail */
    static CalibrationVerdict of(double[] probabilities, double uniformity, double symmetry, double level) {
        Integer[] bins = new Integer[BINS];
        Arrays.fill(bins, 0);
        for (double one : probabilities) {
            bins[Math.min(BINS - 1, (int) (one * BINS))]++;
        }
        double mean = Arrays.stream(probabilities).average().orElse(Double.NaN);
        return new CalibrationVerdict(probabilities.length, uniformity, symmetry, List.of(bins), mean,
                faults(probabilities, mean, uniformity < level, symmetry < level));
    }

    public boolean fails() {
        return !faults.isEmpty();
    }

    private static List<CalibrationFault> faults(double[] probabilities, double mean, boolean uneven,
            boolean lopsided) {
        List<CalibrationFault> faults = new ArrayList<>();
        if (!uneven && !lopsided) {
            return faults;
        }
        double side = (2 * mean - 1) * Math.sqrt(3.0 * probabilities.length);
        if (Math.abs(side) > CLEAR) {
            faults.add(side > 0 ? CalibrationFault.SHIFTED_DOWN : CalibrationFault.SHIFTED_UP);
        }
        double spread = spread(probabilities);
        if (uneven && spread < -CLEAR) {
            faults.add(CalibrationFault.TOO_WIDE);
        } else if (uneven && spread > CLEAR && bothTails(probabilities)) {
            faults.add(CalibrationFault.TOO_NARROW);
        }
        return faults.isEmpty() ? List.of(CalibrationFault.OF_ANOTHER_SHAPE) : faults;
    }

    /** How far out the probabilities are, in standard errors. */
    private static double spread(double[] probabilities) {
        double square = Arrays.stream(probabilities).map(p -> (2 * p - 1) * (2 * p - 1)).average().orElseThrow();
        return (square - MEAN_SQUARE) / Math.sqrt(SQUARE_VARIANCE / probabilities.length);
    }

    /** A shift alone fills one tail and empties the other. */
    private static boolean bothTails(double[] probabilities) {
        double expected = OUTER * probabilities.length;
        return Arrays.stream(probabilities).filter(p -> p < OUTER).count() > expected
                && Arrays.stream(probabilities).filter(p -> p > 1 - OUTER).count() > expected;
    }
}
