package org.penumbra.optimizers;

/** (1 + cos(pi u)) / 2 without allocation; {@code StrictMath.cos} makes an array on every call. */
final class HalfCosine {

    private HalfCosine() {
    }

    /** @param u in [0, 1] */
    static double at(double u) {
        double cosine = cosine(StrictMath.PI / 2 * Math.min(u, 1 - u));
        double square = cosine * cosine;
        return u <= 0.5 ? square : 1 - square;
    }

    /** Taylor's series on [0, pi/4], where its remainder is below 1e-17. */
    private static double cosine(double t) {
        double s = t * t;
        double sum = 1;
        for (int k = 8; k >= 1; k--) {
            sum = 1 - sum * s / ((2 * k - 1) * (2 * k));
        }
        return sum;
    }
}
