package org.penumbra.testing;

import java.util.function.DoubleSupplier;

/** Derivatives by differences. */
public final class Difference {

    private static final double STEP = 1e-4;

    private Difference() {
    }

    /**
     * The derivative of {@code value} by {@code at[i]}, from four values (error of fourth order). {@code at} is changed
     * on the way and as it was afterwards.
     */
    public static double by(double[] at, int i, DoubleSupplier value) {
        double kept = at[i];
        double near = shifted(at, i, kept, STEP, value);
        double far = shifted(at, i, kept, 2 * STEP, value);
        at[i] = kept;
        return (8 * near - far) / (12 * STEP);
    }

    private static double shifted(double[] at, int i, double kept, double step, DoubleSupplier value) {
        at[i] = kept + step;
        double up = value.getAsDouble();
        at[i] = kept - step;
        return up - value.getAsDouble();
    }
}
