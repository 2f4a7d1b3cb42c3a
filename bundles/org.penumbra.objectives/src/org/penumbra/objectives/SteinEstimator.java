package org.penumbra.objectives;

import java.util.Arrays;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The U-statistic of the Stein kernel. For k(x, y) = f(s), s = |d|^2, d = x - y in n dimensions, and the slopes a, b of
 * log p at x and y, the Stein kernel (Liu, Lee and Jordan 2016, theorem 3.6) is
 * <pre>u(x, y) = a'b f - 2 f' (a - b)'d - 2 n f' - 4 f'' s.</pre>
 * Its derivative with respect to x has a part through a, the Hessian H of log p at x times (b f - 2 f' d), and a part
 * with a held still. Products with H are central differences of the gradient of log p.
 */
final class SteinEstimator extends ParticleEstimator {

    /** Largest change of a coordinate in the differences; their error is of the order of its square. */
    private static final double STEP = 1e-5;

    private final Radial kernel;
    private final Bandwidth bandwidth;
    private final Path path;
    /** For each draw: what H is to be multiplied by, and the derivative of the sum of all u that it is part of. */
    private final double[][] direction;
    private final double[][] pull;
    private final double[] difference;
    private final double[][] shifted;
    private final double[][] shiftedSlope;
    private final Particles.Piece curvature = this::addCurvature;

    SteinEstimator(Particles particles, DifferentiableGuide guide, Radial kernel, double bandwidth) {
        super(particles);
        int count = particles.count;
        int n = particles.dimension;
        this.kernel = kernel;
        this.bandwidth = new Bandwidth(bandwidth, count);
        this.path = new Path(guide, particles);
        this.direction = new double[count][n];
        this.pull = new double[count][n];
        this.difference = new double[n];
        this.shifted = new double[particles.lanes()][n];
        this.shiftedSlope = new double[particles.lanes()][n];
    }

    @Override
    double combine(RandomStream random, double[] gradient) {
        for (int k = 0; k < particles.count; k++) {
            Arrays.fill(direction[k], 0);
            Arrays.fill(pull[k], 0);
        }
        double scale = 2.0 / ((double) particles.count * (particles.count - 1));
        double value = -scale * sumOfPairs(bandwidth.of(particles.x));
        if (Double.isFinite(value)) {
            particles.run(curvature);
            for (int k = 0; k < particles.count; k++) {
                for (int i = 0; i < particles.dimension; i++) {
                    pull[k][i] *= -scale;
                }
                path.accumulate(k, pull[k], gradient);
            }
        }
        return value;
    }

    private double sumOfPairs(double h) {
        double sum = 0;
        for (int i = 0; i < particles.count; i++) {
            for (int j = 0; j < i; j++) {
                sum += pair(i, j, h);
            }
        }
        return sum;
    }

    /** Adds what the pair pulls on both of its draws; gives u. */
    private double pair(int i, int j, double h) {
        double[] a = particles.slope[i];
        double[] b = particles.slope[j];
        int n = particles.dimension;
        double s = 0;
        double slopes = 0;
        double along = 0;
        for (int c = 0; c < n; c++) {
            double d = particles.x[i][c] - particles.x[j][c];
            difference[c] = d;
            s += d * d;
            slopes += a[c] * b[c];
            along += (a[c] - b[c]) * d;
        }
        double f = kernel.value(s, h);
        double f1 = kernel.first(s, h);
        double f2 = kernel.second(s, h);
        double outwards = 2 * f1 * slopes - 4 * f2 * (along + n + 2) - 8 * kernel.third(s, h) * s;
        for (int c = 0; c < n; c++) {
            double d = difference[c];
            double part = outwards * d - 2 * f1 * (a[c] - b[c]);
            pull[i][c] += part;
            pull[j][c] -= part;
            direction[i][c] += b[c] * f - 2 * f1 * d;
            direction[j][c] += a[c] * f + 2 * f1 * d;
        }
        return slopes * f - 2 * f1 * (along + n) - 4 * f2 * s;
    }

    private void addCurvature(Target target, int lane, int k) {
        double largest = 0;
        for (double component : direction[k]) {
            largest = Math.max(largest, Math.abs(component));
        }
        if (largest > 0) {
            double h = STEP / largest;
            addSlope(target, lane, k, h, 0.5 / h);
            addSlope(target, lane, k, -h, -0.5 / h);
        }
    }

    private void addSlope(Target target, int lane, int k, double h, double weight) {
        double[] point = shifted[lane];
        double[] slope = shiftedSlope[lane];
        for (int c = 0; c < point.length; c++) {
            point[c] = particles.x[k][c] + h * direction[k][c];
        }
        target.logDensityAndGradient(point, slope);
        for (int c = 0; c < point.length; c++) {
            pull[k][c] += weight * slope[c];
        }
    }
}
