package org.penumbra.plots;

import java.util.Arrays;

/**
 * The plane through the mean of some vectors in which they vary the most, by power iteration on their covariances.
 * Vectors of one or two numbers are taken as they are.
 *
 * @param axes two directions of length 1
 * @param share of the variance that lies in the plane
 */
record PrincipalPlane(double[] mean, double[][] axes, double share) {

    private static final int ROUNDS = 300;

    static PrincipalPlane of(double[][] vectors) {
        int size = vectors[0].length;
        double[] mean = new double[size];
        if (size <= 2) {
            return new PrincipalPlane(mean, new double[][] {unit(size, 0), unit(size, size - 1)}, 1);
        }
        for (double[] vector : vectors) {
            for (int k = 0; k < size; k++) {
                mean[k] += vector[k] / vectors.length;
            }
        }
        double[][] covariance = covariance(vectors, mean);
        double[] first = leading(covariance, new double[size]);
        double[] second = leading(covariance, first);
        double total = 0;
        for (int k = 0; k < size; k++) {
            total += covariance[k][k];
        }
        double held = variance(covariance, first) + variance(covariance, second);
        return new PrincipalPlane(mean, new double[][] {first, second}, total > 0 ? held / total : 1);
    }

    private static double[] unit(int size, int position) {
        double[] unit = new double[size];
        unit[position] = 1;
        return unit;
    }

    private static double[][] covariance(double[][] vectors, double[] mean) {
        double[][] sums = new double[mean.length][mean.length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    sums[i][j] += (vector[i] - mean[i]) * (vector[j] - mean[j]) / vectors.length;
                }
            }
        }
        return sums;
    }

    /** The direction of the largest variance at right angles to another one; its largest part is positive. */
    private static double[] leading(double[][] covariance, double[] other) {
        double[] direction = new double[other.length];
        Arrays.setAll(direction, k -> 1 + 0.01 * k);
        for (int round = 0; round < ROUNDS; round++) {
            direction = normalised(without(times(covariance, direction), other), direction);
        }
        int largest = 0;
        for (int k = 1; k < direction.length; k++) {
            largest = Math.abs(direction[k]) > Math.abs(direction[largest]) + 1e-9 ? k : largest;
        }
        double sign = direction[largest] < 0 ? -1 : 1;
        return Arrays.stream(direction).map(value -> sign * value).toArray();
    }

    private static double[] times(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, vector)).toArray();
    }

    private static double[] without(double[] vector, double[] other) {
        double along = dot(vector, other);
        double[] rest = new double[vector.length];
        Arrays.setAll(rest, k -> vector[k] - along * other[k]);
        return rest;
    }

    private static double[] normalised(double[] vector, double[] instead) {
        double length = Math.sqrt(dot(vector, vector));
        return length > 0 ? Arrays.stream(vector).map(value -> value / length).toArray() : instead;
    }

    private static double variance(double[][] covariance, double[] direction) {
        return dot(times(covariance, direction), direction);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    double[] first(double[][] vectors) {
        return along(vectors, axes[0]);
    }

    double[] second(double[][] vectors) {
        return along(vectors, axes[1]);
    }

    private double[] along(double[][] vectors, double[] axis) {
        return Arrays.stream(vectors).mapToDouble(vector -> dot(vector, axis) - dot(mean, axis)).toArray();
    }
}
