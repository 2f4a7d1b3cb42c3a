package org.penumbra.benchmarks;

import java.util.Arrays;

/**
 * The model {@code Radon}; free coordinates are two slopes, mu, log tau, log sigma, and the standardised intercepts.
 */
final class RadonByHand implements ByHand {

    private final int[] county;
    private final double[] uppm;
    private final double[] floor;
    private final double[] radon;
    private final int groups;
    private final double[] sums;

    RadonByHand(double[] county, double[] uppm, double[] floor, double[] radon, int groups) {
        this.county = new int[county.length];
        for (int i = 0; i < county.length; i++) {
            this.county[i] = (int) county[i] - 1;
        }
        this.uppm = uppm;
        this.floor = floor;
        this.radon = radon;
        this.groups = groups;
        this.sums = new double[groups];
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double tau = StrictMath.exp(x[3]);
        double sigma = StrictMath.exp(x[4]);
        double precision = 1 / (sigma * sigma);
        double squares = rows(x, gradient, tau);
        double density = -0.5 * (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) / 100 - 0.5 * (tau * tau + sigma * sigma)
                + x[3] + x[4] - 0.5 * squares * precision - radon.length * x[4];
        double all = 0;
        double weighted = 0;
        for (int j = 0; j < groups; j++) {
            double standard = x[5 + j];
            all += sums[j];
            weighted += sums[j] * standard;
            density -= 0.5 * standard * standard;
            gradient[5 + j] = sums[j] * tau * precision - standard;
        }
        gradient[0] = gradient[0] * precision - x[0] / 100;
        gradient[1] = gradient[1] * precision - x[1] / 100;
        gradient[2] = all * precision - x[2] / 100;
        gradient[3] = weighted * tau * precision - tau * tau + 1;
        gradient[4] = squares * precision - radon.length - sigma * sigma + 1;
        return density;
    }

    /** Leaves the sums of residuals of each group, and of residuals times inputs in the first two components. */
    private double rows(double[] x, double[] gradient, double tau) {
        Arrays.fill(sums, 0);
        double squares = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < radon.length; i++) {
            int group = county[i];
            double residual = radon[i] - (x[2] + tau * x[5 + group] + x[0] * uppm[i] + x[1] * floor[i]);
            squares += residual * residual;
            first += residual * uppm[i];
            second += residual * floor[i];
            sums[group] += residual;
        }
        gradient[0] = first;
        gradient[1] = second;
        return squares;
    }
}
