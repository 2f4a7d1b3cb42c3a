package org.penumbra.distributions;

import org.penumbra.math.GaussLegendre;
import org.penumbra.math.Kernels;

/**
 * The probability of a von Mises variate between -pi and x = 2 pi expit(y) - pi, as a function of the free coordinate
 * y; with memory of its own, and without allocation.
 */
final class VonMisesTail {

    private static final double LOG_2_PI = 1.8378770664093454836;
    private static final double TURN = 2 * Math.PI;
    /** Where the density is smaller by e^-40, its tail adds nothing any more. */
    private static final double NEGLIGIBLE = 40;

    private double location;
    private double concentration;
    private double logNormaliser;
    private double ratio;
    private double y;
    private double share;
    private double probability;
    /** The derivative of the probability by the concentration. */
    private double moment;
    private double logDensity;

    /** Chooses the distribution. */
    void of(double loc, double kappa) {
        location = Math.IEEEremainder(loc, TURN);
        concentration = kappa;
        logNormaliser = Kernels.logBesselI0e(kappa) + LOG_2_PI;
        ratio = Kernels.besselRatio(kappa);
    }

    /** A coordinate near the draw of a standard normal number. */
    double guess(double z) {
        double x = location + z / Math.sqrt(concentration + 0.3);
        double from = Math.min(Math.max((x + Math.PI) / TURN, 1e-3), 1 - 1e-3);
        return Kernels.log(from / (1 - from));
    }

    /** Goes to a coordinate. */
    void at(double coordinate) {
        y = coordinate;
        share = Kernels.expit(y);
        double x = TURN * share - Math.PI;
        logDensity = decline(x - location) - logNormaliser;
        probability = 0;
        moment = 0;
        for (int turn = -1; turn <= 1; turn++) {
            double centre = location + turn * TURN;
            // distances from the end of the interval are exact in the share, those from the centre are not
            add(centre, Math.max(-Math.PI, centre - Math.PI), Math.min(x, centre));
            add(centre, Math.max(-Math.PI, centre), Math.min(x, centre + Math.PI));
        }
        if (share < 1e-8) {
            double end = Kernels.exp(decline(-Math.PI - location) - logNormaliser);
            probability = TURN * share * end;
            moment = probability * (Kernels.cos(-Math.PI - location) - ratio);
        }
    }

    private double decline(double distance) {
        double sine = Kernels.sin(0.5 * distance);
        return -2 * concentration * sine * sine;
    }

    /** The part of the integral on one side of a centre, without what is negligible. */
    private void add(double centre, double low, double high) {
        if (low >= high) {
            return;
        }
        double near = high <= centre ? high : low;
        double sine = Kernels.sin(0.5 * (near - centre));
        double reach = 2 * Kernels.asin(Math.min(1, Math.sqrt(sine * sine + 0.5 * NEGLIGIBLE / concentration)));
        double from = high <= centre ? Math.max(low, centre - reach) : low;
        double to = high <= centre ? high : Math.min(high, centre + reach);
        double half = 0.5 * (to - from);
        double middle = from + half;
        for (int i = 0; i < GaussLegendre.size(); i++) {
            double distance = middle + half * GaussLegendre.node(i) - centre;
            double sineHere = Kernels.sin(0.5 * distance);
            double square = sineHere * sineHere;
            double mass = half * GaussLegendre.weight(i) * Kernels.exp(-2 * concentration * square - logNormaliser);
            probability += mass;
            moment += mass * (1 - 2 * square - ratio);
        }
    }

    double logProbability() {
        return Kernels.log(probability);
    }

    /** The derivative of the log probability by the coordinate. */
    double slope() {
        return Kernels.exp(logDensity) * rise() / probability;
    }

    /** dx/dy. */
    private double rise() {
        return TURN * share * Kernels.expit(-y);
    }

    /** dy/dlocation = (1 - f(-pi) / f(x)) / (dx/dy), where log f(-pi) - log f(x) is a product of sines. */
    double byLocation() {
        double sine = Kernels.sin(Math.PI * Math.min(share, Kernels.expit(-y)));
        double decline = -2 * concentration * Kernels.sin(Math.PI * share - location) * sine;
        return -Kernels.expm1(decline) / rise();
    }

    /** dy/dconcentration. */
    double byConcentration() {
        return -moment / (Kernels.exp(logDensity) * rise());
    }
}
