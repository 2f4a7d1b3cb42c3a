package org.penumbra.math.chains;

import java.util.Arrays;

/**
 * Autocovariances of one chain, lag by lag: the first ones are summed up directly, since usually no others are asked
 * for; a chain that needs more has all of them from one Fourier transform.
 */
final class Autocovariance {

    /** About where the transform costs less than the sums. */
    private static final int DIRECT = 64;

    private final double[] centred;
    private double[] all;

    /** @param centred draws minus their mean; not changed */
    Autocovariance(double[] centred) {
        this.centred = centred;
    }

    /** Sum over i of y[i] y[i + lag], divided by the number of draws. */
    double at(int lag) {
        return lag < DIRECT ? direct(lag) : transformed()[lag];
    }

    private double direct(int lag) {
        double sum = 0;
        for (int i = 0; i < centred.length - lag; i++) {
            sum += centred[i] * centred[i + lag];
        }
        return sum / centred.length;
    }

    private double[] transformed() {
        if (all == null) {
            int padded = Math.max(2, Integer.highestOneBit(2 * centred.length - 1) * 2);
            double[] re = Arrays.copyOf(centred, padded);
            double[] im = new double[padded];
            FourierTransform.forward(re, im);
            for (int k = 0; k < padded; k++) {
                re[k] = re[k] * re[k] + im[k] * im[k];
                im[k] = 0;
            }
            // The power spectrum is real and even, so the inverse transform is the forward one over its length.
            FourierTransform.forward(re, im);
            all = new double[centred.length];
            Arrays.setAll(all, lag -> re[lag] / padded / centred.length);
        }
        return all;
    }
}
