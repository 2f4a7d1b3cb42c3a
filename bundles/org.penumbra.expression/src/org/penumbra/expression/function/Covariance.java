package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * sigma^2 times a kernel of each of some squared distances. The inputs are the squared distances, sigma, the length
 * and, for the periodic kernel, the period.
 *
 * @param kernel the kernel
 * @param rows of the matrix of distances and of the result
 * @param columns of both
 * @param symmetric whether both are symmetric: then what is above the diagonal is not read, but mirrored
 * @param loops what exponentials are computed with
 */
public record Covariance(Kernel kernel, int rows, int columns, boolean symmetric, InnerLoops loops)
        implements ArrayFunction {

    public Covariance(Kernel kernel, int rows, int columns, boolean symmetric) {
        this(kernel, rows, columns, symmetric, InnerLoops.SCALAR);
    }

    @Override
    public ArrayFunction with(InnerLoops faster) {
        return kernel.isExponential() ? new Covariance(kernel, rows, columns, symmetric, faster) : this;
    }

    @Override
    public String name() {
        return kernel.name().toLowerCase(java.util.Locale.ROOT) + "[" + rows + ", " + columns + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return kernel.isPeriodic() ? List.of(rows * columns, 1, 1, 1) : List.of(rows * columns, 1, 1);
    }

    @Override
    public int outputSize() {
        return rows * columns;
    }

    private static double period(double[][] in, int[] at) {
        return in.length > 3 ? in[3][at[3]] : 1;
    }

    private int end(int row) {
        return symmetric ? row + 1 : columns;
    }

    /** One half of a symmetric matrix, or a row of it. */
    @Override
    public int workSize() {
        return symmetric ? rows * (rows + 1) / 2 : columns;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        double square = in[1][at[1]] * in[1][at[1]];
        double[] values = symmetric ? work : out;
        int valuesAt = symmetric ? 0 : outAt;
        values(in, at, values, valuesAt);
        int next = valuesAt;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < end(i); j++) {
                double value = square * values[next++];
                out[outAt + i * columns + j] = value;
                if (symmetric) {
                    out[outAt + j * columns + i] = value;
                }
            }
        }
    }

    /** Writes what is computed for sigma = 1, without gaps. */
    private void values(double[][] in, int[] at, double[] out, int outAt) {
        double length = in[2][at[2]];
        double period = period(in, at);
        int next = outAt;
        for (int i = 0; i < rows; i++) {
            int row = at[0] + i * columns;
            if (kernel.isExponential()) {
                kernel.exponents(length, in[0], row, out, next, end(i));
                next += end(i);
            } else {
                for (int j = 0; j < end(i); j++) {
                    out[next++] = kernel.value(in[0][row + j], length, period);
                }
            }
        }
        if (kernel.isExponential()) {
            loops.exp(out, outAt, next - outAt);
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        double length = in[2][at[2]];
        double period = period(in, at);
        double bySigma = 0;
        double byLength = 0;
        double byPeriod = 0;
        for (int i = 0; i < rows; i++) {
            int row = at[0] + i * columns;
            shares(i, out, outAdjoint, outAt, work);
            bySigma += Rows.sum(work, 0, end(i));
            byLength += kernel.byLength(work, in[0], row, length, period, end(i));
            for (int j = 0; kernel.isPeriodic() && j < end(i); j++) {
                byPeriod += kernel.byPeriod(work[j], in[0][row + j], length, period);
            }
            for (int j = 0; inAdjoint[0] != null && j < end(i); j++) {
                inAdjoint[0][row + j] += kernel.byDistance(work[j], in[0][row + j], length, period);
            }
        }
        add(inAdjoint[1], at[1], in[1][at[1]] == 0 ? 0 : 2 * bySigma / in[1][at[1]]);
        add(inAdjoint[2], at[2], byLength);
        if (kernel.isPeriodic()) {
            add(inAdjoint[3], at[3], byPeriod);
        }
    }

    /** The adjoints of a row, both halves of a symmetric matrix together, times what they belong to. */
    private void shares(int i, double[] out, double[] outAdjoint, int outAt, double[] work) {
        int row = outAt + i * columns;
        int mirrored = symmetric ? i : 0;
        int above = outAt + i;
        for (int j = 0; j < mirrored; j++) {
            work[j] = (outAdjoint[row + j] + outAdjoint[above]) * out[row + j];
            above += columns;
        }
        for (int j = mirrored; j < end(i); j++) {
            work[j] = outAdjoint[row + j] * out[row + j];
        }
    }

    private static void add(double[] adjoint, int at, double contribution) {
        if (adjoint != null) {
            adjoint[at] += contribution;
        }
    }
}
