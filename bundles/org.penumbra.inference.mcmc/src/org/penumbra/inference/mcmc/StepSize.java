package org.penumbra.inference.mcmc;

import org.penumbra.math.Kernels;

/**
 * Dual averaging (Hoffman and Gelman 2014, section 3.2.1): moves the step size until steps are accepted as often as
 * wanted. The constants are theirs.
 */
final class StepSize {

    private static final double GAMMA = 0.05;
    private static final double DELAY = 10;
    private static final double KAPPA = 0.75;
    private static final double BOLD = 10;

    private final double target;
    private double current = 1;
    private double centre;
    private double error;
    private double logMean;
    private double count;

    /** @param target wanted mean acceptance probability */
    StepSize(double target) {
        this.target = target;
    }

    /** Starts anew around a step size. */
    void restart(double size) {
        current = size;
        centre = Kernels.log(BOLD * size);
        error = 0;
        logMean = 0;
        count = 0;
    }

    void update(double acceptance) {
        count++;
        double share = 1 / (count + DELAY);
        error += share * (target - acceptance - error);
        double logSize = centre - error * Math.sqrt(count) / GAMMA;
        double weight = Kernels.pow(count, -KAPPA);
        logMean += weight * (logSize - logMean);
        current = Kernels.exp(logSize);
    }

    /** Settles on the mean of the steps, if any were made. */
    void settle() {
        current = count == 0 ? current : Kernels.exp(logMean);
    }

    double current() {
        return current;
    }

    double[] save() {
        return new double[] {current, centre, error, logMean, count};
    }

    void restore(double[] saved) {
        current = saved[0];
        centre = saved[1];
        error = saved[2];
        logMean = saved[3];
        count = saved[4];
    }
}
