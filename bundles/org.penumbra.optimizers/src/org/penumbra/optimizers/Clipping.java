package org.penumbra.optimizers;

/** Bounds gradients: each component, then the norm of all (Pascanu, Mikolov and Bengio 2013, algorithm 1). */
final class Clipping {

    private final double norm;
    private final double value;
    private final double[] clipped;

    /** @param norm largest Euclidean norm, and {@code value} largest component; infinite for no bound */
    Clipping(double norm, double value, int size) {
        this.norm = norm;
        this.value = value;
        this.clipped = new double[Double.isInfinite(norm) && Double.isInfinite(value) ? 0 : size];
    }

    /** The gradient itself when nothing is bounded, else its clipped copy, which the next call overwrites. */
    double[] clipped(double[] gradient) {
        if (clipped.length == 0) {
            return gradient;
        }
        double largest = 0;
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = Math.clamp(gradient[i], -value, value);
            largest = Math.max(largest, Math.abs(clipped[i]));
        }
        double length = length(largest);
        if (length > norm) {
            for (int i = 0; i < clipped.length; i++) {
                clipped[i] = clipped[i] / length * norm;
            }
        }
        return clipped;
    }

    /** Scaled, so that no square overflows. */
    private double length(double largest) {
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (double slope : clipped) {
            sum += (slope / largest) * (slope / largest);
        }
        return largest * Math.sqrt(sum);
    }
}
