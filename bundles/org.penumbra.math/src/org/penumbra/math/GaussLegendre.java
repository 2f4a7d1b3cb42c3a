package org.penumbra.math;

import java.util.function.DoubleUnaryOperator;

/**
 * Gauss-Legendre quadrature with 64 nodes: exact to the last digits for an integrand that is analytic and does not vary
 * by more than some e^50 over the interval. The caller cuts tails off and splits at what is not smooth.
 */
public final class GaussLegendre {

    private static final int NODES = 64;
    /** Those above 0, of -1..1; the others mirror them. */
    private static final double[] NODE = new double[NODES / 2];
    private static final double[] WEIGHT = new double[NODES / 2];

    static {
        for (int i = 0; i < NODE.length; i++) {
            // The Chebyshev-like first guess (Abramowitz and Stegun 22.16.6) lies within Newton's reach.
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
            double slope = 0;
            for (int step = 0; step < 6; step++) {
                double[] neighbours = legendre(x);
                slope = NODES * (x * neighbours[1] - neighbours[0]) / (x * x - 1);
                x -= neighbours[1] / slope;
            }
            NODE[i] = x;
            WEIGHT[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    private GaussLegendre() {
    }

    /** Number of nodes, for whoever sums up in a loop of its own. */
    public static int size() {
        return NODES;
    }

    /** A node on (-1, 1). */
    public static double node(int i) {
        return i < NODE.length ? -NODE[i] : NODE[NODES - 1 - i];
    }

    /** The weight of a node; all weights sum to 2. */
    public static double weight(int i) {
        return WEIGHT[i < WEIGHT.length ? i : NODES - 1 - i];
    }

    /** The integral of {@code f} from {@code low} to {@code high}, both finite; negative when they are reversed. */
    public static double integrate(DoubleUnaryOperator f, double low, double high) {
        double half = 0.5 * (high - low);
        double middle = low + half;
        double sum = 0;
        for (int i = 0; i < NODE.length; i++) {
            double distance = half * NODE[i];
            sum += WEIGHT[i] * (f.applyAsDouble(middle - distance) + f.applyAsDouble(middle + distance));
        }
        return half * sum;
    }

    /** The Legendre polynomials of the last two degrees at x, by their recurrence. */
    private static double[] legendre(double x) {
        double before = 1;
        double value = x;
        for (int n = 2; n <= NODES; n++) {
            double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
            before = value;
            value = next;
        }
        return new double[] {before, value};
    }
}
