package org.penumbra.flows;

/**
 * An orthogonal matrix as a product of Householder reflections I - 2 v v' / v'v, whose vectors are parameters
 * (Tomczak and Welling 2016).
 */
final class Reflections {

    private final int n;
    private final int count;
    private final int offset;

    Reflections(int dimension, int count, int offset) {
        this.n = dimension;
        this.count = count;
        this.offset = offset;
    }

    /** One more than there are reflections: a state before each and one after the last. */
    int states() {
        return count + 1;
    }

    /** From {@code states[0]} through all of them to the last state. */
    void apply(double[] parameters, double[][] states) {
        for (int k = 0; k < count; k++) {
            reflect(parameters, offset + k * n, states[k], states[k + 1]);
        }
    }

    /** The transposed matrix: from {@code states[0]} through the reflections in the opposite order. */
    void applyTransposed(double[] parameters, double[][] states) {
        for (int k = 0; k < count; k++) {
            reflect(parameters, offset + (count - 1 - k) * n, states[k], states[k + 1]);
        }
    }

    private void reflect(double[] parameters, int at, double[] z, double[] y) {
        double factor = 2 * dot(parameters, at, z) / square(parameters, at);
        for (int i = 0; i < n; i++) {
            y[i] = z[i] - factor * parameters[at + i];
        }
    }

    private double dot(double[] parameters, int at, double[] z) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += parameters[at + i] * z[i];
        }
        return sum;
    }

    private double square(double[] parameters, int at) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += parameters[at + i] * parameters[at + i];
        }
        return sum;
    }

    /** @param adjoint by the last state of {@link #apply}; becomes that by the first */
    void pullBack(double[] parameters, double[][] states, double[] adjoint, double[] gradient) {
        for (int k = count - 1; k >= 0; k--) {
            pullBack(parameters, offset + k * n, states[k], adjoint, gradient);
        }
    }

    /** @param adjoint by the last state of {@link #applyTransposed}; becomes that by the first */
    void pullBackTransposed(double[] parameters, double[][] states, double[] adjoint, double[] gradient) {
        for (int k = count - 1; k >= 0; k--) {
            pullBack(parameters, offset + (count - 1 - k) * n, states[k], adjoint, gradient);
        }
    }

    private void pullBack(double[] parameters, int at, double[] z, double[] adjoint, double[] gradient) {
        double square = square(parameters, at);
        double vz = dot(parameters, at, z);
        double va = dot(parameters, at, adjoint);
        for (int i = 0; i < n; i++) {
            double v = parameters[at + i];
            gradient[at + i] += -2 / square * (vz * adjoint[i] + va * z[i]) + 4 * vz * va / (square * square) * v;
        }
        for (int i = 0; i < n; i++) {
            adjoint[i] -= 2 * va / square * parameters[at + i];
        }
    }
}
