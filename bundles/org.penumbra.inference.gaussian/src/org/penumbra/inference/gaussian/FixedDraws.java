package org.penumbra.inference.gaussian;

import java.util.Arrays;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.RandomStream;

/**
 * The ELBO of independent normals over draws that stay the same (Giordano, Ingram and Broderick 2024, equation 3): a
 * deterministic function of n means and n log standard deviations, without the entropy's constant n/2 log(2 pi e).
 *
 * <p>The standard normal draws come in antithetic pairs and are scaled so that each coordinate has variance 1 over
 * them; a normal target with independent coordinates is then fitted without error.
 */
final class FixedDraws {

    /** Of differences along a direction, in standard deviations. */
    private static final double STEP = 1e-4;

    final int n;
    final int pairs;
    private final Evaluations evaluations;
    private final double[][] z;
    private final double[][] x;
    private final double[][] g;
    private final double[] logP;
    private final double[] moved;
    private final double[] down;

    FixedDraws(Evaluations evaluations, int dimension, int pairs, RandomStream random) {
        this.evaluations = evaluations;
        this.n = dimension;
        this.pairs = pairs;
        this.z = new double[2 * pairs][n];
        this.x = new double[2 * pairs][n];
        this.g = new double[2 * pairs][n];
        this.logP = new double[2 * pairs];
        this.moved = new double[2 * n];
        this.down = new double[2 * n];
        fill(random);
    }

    private void fill(RandomStream random) {
        for (int k = 0; k < pairs; k++) {
            for (int i = 0; i < n; i++) {
                z[2 * k][i] = random.nextGaussian();
            }
        }
        for (int i = 0; i < n; i++) {
            double square = 0;
            for (int k = 0; k < pairs; k++) {
                square += z[2 * k][i] * z[2 * k][i] / pairs;
            }
            for (int k = 0; k < pairs; k++) {
                z[2 * k][i] /= Math.sqrt(square);
                z[2 * k + 1][i] = -z[2 * k][i];
            }
        }
    }

    /**
     * @param eta n means, then n log standard deviations
     * @param gradient 2 n numbers, overwritten
     * @return not finite where the target is not defined at a draw
     */
    double valueAndGradient(double[] eta, double[] gradient) {
        for (int k = 0; k < z.length; k++) {
            for (int i = 0; i < n; i++) {
                x[k][i] = eta[i] + StrictMath.exp(eta[n + i]) * z[k][i];
            }
        }
        evaluations.gradients(x, z.length, logP, g);
        double value = 0;
        for (double each : logP) {
            value += each / z.length;
        }
        Arrays.fill(gradient, 0);
        for (int k = 0; k < z.length; k++) {
            addGradient(eta, k, 1.0 / z.length, gradient);
        }
        for (int i = n; i < 2 * n; i++) {
            value += eta[i];
            gradient[i] += 1;
        }
        return value;
    }

    private void addGradient(double[] eta, int k, double weight, double[] gradient) {
        for (int i = 0; i < n; i++) {
            gradient[i] += weight * g[k][i];
            gradient[n + i] += weight * g[k][i] * StrictMath.exp(eta[n + i]) * z[k][i];
        }
    }

    /** The part of the gradient, at the latest {@code eta}, that one pair of draws gives, without the entropy. */
    void ofPair(double[] eta, int pair, double[] gradient) {
        Arrays.fill(gradient, 0);
        addGradient(eta, 2 * pair, 0.5, gradient);
        addGradient(eta, 2 * pair + 1, 0.5, gradient);
    }

    /**
     * The negative Hessian times a direction, by central differences of the gradient.
     *
     * @param result 2 n numbers, overwritten
     */
    void curvature(double[] eta, double[] direction, double[] result) {
        double length = 0;
        for (int i = 0; i < n; i++) {
            length = Math.max(length, Math.abs(direction[i]) * StrictMath.exp(-eta[n + i]));
            length = Math.max(length, Math.abs(direction[n + i]));
        }
        double step = STEP / length;
        shifted(eta, direction, step);
        valueAndGradient(moved, result);
        shifted(eta, direction, -step);
        valueAndGradient(moved, down);
        for (int i = 0; i < 2 * n; i++) {
            result[i] = (down[i] - result[i]) / (2 * step);
        }
    }

    private void shifted(double[] eta, double[] direction, double step) {
        for (int i = 0; i < 2 * n; i++) {
            moved[i] = eta[i] + step * direction[i];
        }
    }
}
