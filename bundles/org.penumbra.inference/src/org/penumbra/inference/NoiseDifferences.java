package org.penumbra.inference;

/** Derivatives of a guide's draw by its noise, for guides that know only those by their parameters. */
final class NoiseDifferences {

    /** Cube root of the rounding unit: noise is of size 1. */
    private static final double STEP = 6e-6;

    private NoiseDifferences() {
    }

    static void of(Guide guide, double[] noise, double[] v, double[] result) {
        double[] x = new double[v.length];
        for (int i = 0; i < noise.length; i++) {
            double kept = noise[i];
            double up = kept + STEP;
            double down = kept - STEP;
            double above = value(guide, noise, i, up, v, x);
            double below = value(guide, noise, i, down, v, x);
            noise[i] = kept;
            // log |det| = log N(noise) - log q, of which the first is known exactly.
            result[i] = (above - below) / (up - down) - kept;
        }
        guide.transform(noise, x);
    }

    private static double value(Guide guide, double[] noise, int i, double at, double[] v, double[] x) {
        noise[i] = at;
        double value = -guide.transform(noise, x);
        for (int k = 0; k < v.length; k++) {
            value += v[k] * x[k];
        }
        return value;
    }
}
