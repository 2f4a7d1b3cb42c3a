package org.penumbra.inference.particles;

import java.util.Arrays;
import org.penumbra.math.RandomStream;

/**
 * The kernel Stein discrepancy between particles and target (Liu, Lee and Jordan 2016; Chwialkowski, Strathmann and
 * Gretton 2016), in the metric of the particles, with the inverse multiquadric kernel (1 + |d|^2 / n)^(-1/2), which
 * sees particles that do not converge (Gorham and Mackey 2017).
 *
 * @param value root of the V-statistic, at least 0
 * @param pValue share of bootstrap samples of the U-statistic that exceed it: small when the particles differ from as
 *        many independent draws; draws that repel each other may come near 1
 */
record SteinDiscrepancy(double value, double pValue) {

    private static final int BOOTSTRAP = 200;

    static SteinDiscrepancy of(double[][] x, double[][] gradients, Metric metric, RandomStream random) {
        int m = x.length;
        int n = x[0].length;
        double[][] y = new double[m][n];
        double[][] h = new double[m][n];
        for (int i = 0; i < m; i++) {
            metric.toMetric(x[i], y[i]);
            metric.gradientToMetric(gradients[i], h[i]);
        }
        double[][] stein = new double[m][m];
        double all = 0;
        double diagonal = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= i; j++) {
                stein[i][j] = kernel(y[i], y[j], h[i], h[j]);
                all += i == j ? stein[i][j] : 2 * stein[i][j];
                diagonal += i == j ? stein[i][j] : 0;
            }
        }
        double u = (all - diagonal) / ((double) m * m);
        return new SteinDiscrepancy(Math.sqrt(Math.max(all, 0)) / m, pValue(stein, u, random));
    }

    /** h_i'h_j k + h_i' dk/dy_j + h_j' dk/dy_i + trace d2k/dy_i dy_j, k = (1 + r / n)^(-1/2) with r = |y_i - y_j|^2. */
    private static double kernel(double[] yi, double[] yj, double[] hi, double[] hj) {
        int n = yi.length;
        double r = 0;
        double product = 0;
        double across = 0;
        for (int k = 0; k < n; k++) {
            double d = yi[k] - yj[k];
            r += d * d;
            product += hi[k] * hj[k];
            across += (hi[k] - hj[k]) * d;
        }
        double base = 1 + r / n;
        double k0 = 1 / Math.sqrt(base);
        double k1 = -0.5 / n * k0 / base;
        double k2 = 0.75 / ((double) n * n) * k0 / (base * base);
        return product * k0 - 2 * k1 * across - 4 * k2 * r - 2 * n * k1;
    }

    /** Multinomial weights less their mean, as Liu, Lee and Jordan (2016) have it. */
    private static double pValue(double[][] stein, double u, RandomStream random) {
        int m = stein.length;
        double[] weights = new double[m];
        int above = 0;
        for (int b = 0; b < BOOTSTRAP; b++) {
            Arrays.fill(weights, -1.0 / m);
            for (int i = 0; i < m; i++) {
                weights[random.nextInt(m)] += 1.0 / m;
            }
            double sum = 0;
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < i; j++) {
                    sum += 2 * weights[i] * weights[j] * stein[i][j];
                }
            }
            above += sum >= u ? 1 : 0;
        }
        return (above + 1.0) / (BOOTSTRAP + 1.0);
    }
}
