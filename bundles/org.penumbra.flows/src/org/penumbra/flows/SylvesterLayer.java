package org.penumbra.flows;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * f(z) = z + Q R tanh(S Q'z + b) with m orthonormal columns Q from Householder reflections and m x m upper triangular
 * R and S: m directions bent at once, the determinant being that of a triangular matrix (van den Berg, Hasenclever,
 * Tomczak and Welling 2018, "Sylvester normalizing flows for variational inference", theorem 2). The diagonals of R and
 * S are hyperbolic tangents of their parameters, so that R_ii S_ii > -1 and the layer is invertible.
 *
 * <p>Parameters: the reflections, R, S (upper triangles row by row), b.
 */
final class SylvesterLayer implements Layer {

    private static final double START = 0.01;

    private final int n;
    private final int m;
    private final int offset;
    private final int rOffset;
    private final int sOffset;
    private final int bOffset;
    private final Reflections reflections;
    private final double[][] turned;
    private final double[][] turnedBack;
    private final double[] argument;
    private final double[] h;
    private final double[] rDiagonal;
    private final double[] sDiagonal;
    private final double[] adjoint;
    private final double[] ofArgument;

    /** @param rank m, at most the dimension; also the number of reflections */
    SylvesterLayer(int dimension, int rank, int offset) {
        this.n = dimension;
        this.m = rank;
        this.offset = offset;
        this.rOffset = offset + rank * dimension;
        this.sOffset = rOffset + rank * (rank + 1) / 2;
        this.bOffset = sOffset + rank * (rank + 1) / 2;
        this.reflections = new Reflections(dimension, rank, offset);
        this.turned = new double[reflections.states()][n];
        this.turnedBack = new double[reflections.states()][n];
        this.argument = new double[m];
        this.h = new double[m];
        this.rDiagonal = new double[m];
        this.sDiagonal = new double[m];
        this.adjoint = new double[n];
        this.ofArgument = new double[m];
    }

    @Override
    public int parameterCount() {
        return bOffset + m - offset;
    }

    @Override
    public void initialise(double[] parameters, RandomStream random) {
        for (int i = offset; i < rOffset; i++) {
            parameters[i] = random.nextGaussian();
        }
        for (int i = rOffset; i < sOffset; i++) {
            parameters[i] = START * random.nextGaussian();
        }
        for (int i = sOffset; i < bOffset; i++) {
            parameters[i] = START * random.nextGaussian();
        }
        for (int i = 0; i < m; i++) {
            parameters[sOffset + at(i, i)] = 1;
            parameters[bOffset + i] = random.nextGaussian();
        }
    }

    /** Position of an element in an upper triangle. */
    private int at(int row, int column) {
        return row * m - row * (row - 1) / 2 + column - row;
    }

    private void prepare(double[] parameters) {
        for (int i = 0; i < m; i++) {
            rDiagonal[i] = Kernels.tanh(parameters[rOffset + at(i, i)]);
            sDiagonal[i] = Kernels.tanh(parameters[sOffset + at(i, i)]);
        }
    }

    @Override
    public double forward(double[] parameters, double[] in, double[] out) {
        prepare(parameters);
        System.arraycopy(in, 0, turned[0], 0, n);
        reflections.apply(parameters, turned);
        double[] z = turned[m];
        double logDet = 0;
        for (int i = 0; i < m; i++) {
            argument[i] = parameters[bOffset + i] + sDiagonal[i] * z[i] + above(parameters, sOffset, i, z);
            h[i] = Kernels.tanh(argument[i]);
            logDet += Kernels.log1p(rDiagonal[i] * sDiagonal[i] * (1 - h[i] * h[i]));
        }
        System.arraycopy(z, 0, turnedBack[0], 0, n);
        for (int i = 0; i < m; i++) {
            turnedBack[0][i] += rDiagonal[i] * h[i] + above(parameters, rOffset, i, h);
        }
        reflections.applyTransposed(parameters, turnedBack);
        System.arraycopy(turnedBack[m], 0, out, 0, n);
        return logDet;
    }

    /** The part of a row of a triangle beyond its diagonal, times a vector. */
    private double above(double[] parameters, int triangle, int row, double[] vector) {
        double sum = 0;
        int entry = triangle + at(row, row) + 1;
        for (int j = row + 1; j < m; j++) {
            sum += parameters[entry++] * vector[j];
        }
        return sum;
    }

    @Override
    public void backward(double[] parameters, double[] in, double[] outAdjoint, double logDetAdjoint,
            double[] inAdjoint, double[] gradient) {
        System.arraycopy(outAdjoint, 0, adjoint, 0, n);
        reflections.pullBackTransposed(parameters, turnedBack, adjoint, gradient);
        for (int j = 0; j < m; j++) {
            ofArgument[j] = throughR(parameters, j, logDetAdjoint, gradient);
        }
        for (int j = 0; j < m; j++) {
            gradient[bOffset + j] += ofArgument[j];
            throughS(parameters, j, gradient);
        }
        reflections.pullBack(parameters, turned, adjoint, gradient);
        System.arraycopy(adjoint, 0, inAdjoint, 0, n);
    }

    /** Column j of R and the determinant; gives the adjoint of argument j. */
    private double throughR(double[] parameters, int j, double logDetAdjoint, double[] gradient) {
        double slope = 1 - h[j] * h[j];
        double r = rDiagonal[j];
        double s = sDiagonal[j];
        double ofProduct = logDetAdjoint * slope / (1 + r * s * slope);
        double ofH = adjoint[j] * r - 2 * logDetAdjoint * r * s * h[j] / (1 + r * s * slope);
        for (int i = 0; i < j; i++) {
            ofH += adjoint[i] * parameters[rOffset + at(i, j)];
            gradient[rOffset + at(i, j)] += adjoint[i] * h[j];
        }
        gradient[rOffset + at(j, j)] += (adjoint[j] * h[j] + ofProduct * s) * (1 - r * r);
        gradient[sOffset + at(j, j)] += ofProduct * r * (1 - s * s);
        return ofH * slope;
    }

    /** Column j of S: adds to the adjoint of coordinate j. */
    private void throughS(double[] parameters, int j, double[] gradient) {
        double z = turned[m][j];
        double s = sDiagonal[j];
        double sum = ofArgument[j] * s;
        for (int i = 0; i < j; i++) {
            sum += ofArgument[i] * parameters[sOffset + at(i, j)];
            gradient[sOffset + at(i, j)] += ofArgument[i] * z;
        }
        gradient[sOffset + at(j, j)] += ofArgument[j] * z * (1 - s * s);
        adjoint[j] += sum;
    }

    /** In turned coordinates the system is triangular: one scalar equation for each of the m, from the last. */
    @Override
    public void inverse(double[] parameters, double[] out, double[] in) {
        prepare(parameters);
        System.arraycopy(out, 0, turned[0], 0, n);
        reflections.apply(parameters, turned);
        double[] z = turnedBack[0];
        System.arraycopy(turned[m], 0, z, 0, n);
        for (int i = m - 1; i >= 0; i--) {
            double shift = parameters[bOffset + i] + above(parameters, sOffset, i, z);
            double rest = z[i] - above(parameters, rOffset, i, h);
            z[i] = TanhRoot.solve(rDiagonal[i], sDiagonal[i], shift, rest);
            h[i] = Kernels.tanh(sDiagonal[i] * z[i] + shift);
        }
        reflections.applyTransposed(parameters, turnedBack);
        System.arraycopy(turnedBack[m], 0, in, 0, n);
    }
}
