package org.penumbra.flows;

import org.penumbra.math.Kernels;

/** log(1 + exp(x + c)) with the c that makes it 1 at 0: a positive number from a free one. */
final class Softplus {

    private static final double SHIFT = StrictMath.log(StrictMath.expm1(1));

    private Softplus() {
    }

    static double value(double x) {
        return Kernels.softplus(x + SHIFT);
    }

    static double slope(double x) {
        return Kernels.expit(x + SHIFT);
    }
}
