package org.penumbra.inference.conjugate;

import java.util.Arrays;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Points and weights for expectations under a standard normal distribution in d dimensions. They stay the same, so
 * that an expectation over them is an ordinary function of whatever moves and stretches them.
 *
 * <ul>
 * <li>d = 1: Gauss-Hermite quadrature, exact for polynomials of degree 2 n - 1 (Golub and Welsch 1969).</li>
 * <li>d = 2: the products of two of these.</li>
 * <li>More: an antithetic Latin hypercube (McKay, Beckman and Conover 1979): in each coordinate one point in each of
 * equally probable slices, at the slice's mean, stretched to variance 1. Odd moments vanish.</li>
 * </ul>
 *
 * @param points one row for each
 * @param weights that add up to 1
 */
record NormalNodes(double[][] points, double[] weights) {

    private static final int LINE = 24;
    private static final int SQUARE = 12;
    private static final int SLICES = 64;
    private static final long SEED = 0x4e6f6465735f4e4dL;

    static NormalNodes of(int dimension) {
        return switch (dimension) {
            case 1 -> line(LINE);
            case 2 -> square(line(SQUARE));
            default -> hypercube(dimension);
        };
    }

    private static NormalNodes square(NormalNodes line) {
        int n = line.weights.length;
        double[][] points = new double[n * n][];
        double[] weights = new double[n * n];
        for (int k = 0; k < n * n; k++) {
            points[k] = new double[] {line.points[k / n][0], line.points[k % n][0]};
            weights[k] = line.weights[k / n] * line.weights[k % n];
        }
        return new NormalNodes(points, weights);
    }

    private static NormalNodes line(int n) {
        double[][] points = new double[n][1];
        double[] weights = new double[n];
        double[] roots = roots(n);
        for (int k = 0; k < n; k++) {
            points[k][0] = roots[k];
            double below = hermite(n - 1, roots[k]);
            weights[k] = 1 / (n * below * below);
        }
        double total = Arrays.stream(weights).sum();
        Arrays.setAll(weights, k -> weights[k] / total);
        return new NormalNodes(points, weights);
    }

    /** The normalised probabilists' Hermite polynomial he_n = He_n / sqrt(n!). */
    private static double hermite(int n, double x) {
        double before = 0;
        double value = 1;
        for (int k = 0; k < n; k++) {
            double next = (x * value - Math.sqrt(k) * before) / Math.sqrt(k + 1);
            before = value;
            value = next;
        }
        return value;
    }

    /** Roots of he_n, which separate those of he_{n - 1}: between two of these, by bisection to the last bit. */
    private static double[] roots(int n) {
        double[] roots = {0};
        for (int degree = 2; degree <= n; degree++) {
            double[] ends = new double[degree + 1];
            double far = 2 * Math.sqrt(degree);
            ends[0] = -far;
            ends[degree] = far;
            System.arraycopy(roots, 0, ends, 1, degree - 1);
            roots = new double[degree];
            for (int k = 0; k < degree; k++) {
                roots[k] = bisect(degree, ends[k], ends[k + 1]);
            }
        }
        return roots;
    }

    private static double bisect(int degree, double from, double to) {
        double low = from;
        double high = to;
        double sign = Math.signum(hermite(degree, low));
        while (true) {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (Math.signum(hermite(degree, middle)) == sign) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private static NormalNodes hypercube(int dimension) {
        double[] slices = slices();
        double[][] points = new double[SLICES][dimension];
        for (int i = 0; i < dimension; i++) {
            RandomStream random = RandomStream.of(SEED).stream(i);
            int[] order = new int[SLICES / 2];
            Arrays.setAll(order, k -> k);
            for (int k = order.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                int swapped = order[k];
                order[k] = order[other];
                order[other] = swapped;
            }
            for (int k = 0; k < order.length; k++) {
                double point = random.nextDouble() < 0.5 ? slices[order[k]] : -slices[order[k]];
                points[2 * k][i] = point;
                points[2 * k + 1][i] = -point;
            }
        }
        double[] weights = new double[SLICES];
        Arrays.fill(weights, 1.0 / SLICES);
        return new NormalNodes(points, weights);
    }

    /** Means of the slices above 0: the differences of the density at their ends, over their probability. */
    private static double[] slices() {
        double[] means = new double[SLICES / 2];
        double square = 0;
        double upper = density(0);
        for (int k = 0; k < means.length; k++) {
            double lower = upper;
            upper = k + 1 == means.length ? 0 : density(Kernels.normalQuantile(0.5 + (k + 1.0) / SLICES));
            means[k] = (lower - upper) * SLICES;
            square += means[k] * means[k] / means.length;
        }
        double scale = 1 / Math.sqrt(square);
        Arrays.setAll(means, k -> means[k] * scale);
        return means;
    }

    private static double density(double x) {
        return Kernels.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
