package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.Kernels;

/**
 * sigma^2 times a kernel of each of some squared distances. The inputs are the squared distances, sigma, the length
 * and, for the periodic kernel, the period.
 *
 * @param kernel the kernel
 * @param rows of the matrix of distances and of the result
 * @param columns of both
 * @param symmetric whether both are symmetric: then what is above the diagonal is not computed, but mirrored
 * @param loops what exponentials are computed with where they are many
 */
public record Covariance(Kernel kernel, int rows, int columns, boolean symmetric, InnerLoops loops)
        implements ArrayFunction {

    public Covariance(Kernel kernel, int rows, int columns, boolean symmetric) {
        this(kernel, rows, columns, symmetric, InnerLoops.SCALAR);
    }

    @Override
    public ArrayFunction with(InnerLoops faster) {
        return kernel.isExponential() && !isSmall() ? new Covariance(kernel, rows, columns, symmetric, faster) : this;
    }

    /** Small as what is made of it: one loop, which nothing changes while it runs. */
    private boolean isSmall() {
        return symmetric && rows <= Elimination.LARGEST;
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

    /** All of a small matrix, one half of a large one. */
    @Override
    public int workSize() {
        return isSmall() ? rows * rows : symmetric ? rows * (rows + 1) / 2 : 0;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        double square = in[1][at[1]] * in[1][at[1]];
        if (isSmall() && kernel.isExponential()) {
            kernel.exponents(in[2][at[2]], in[0], at[0], work, 0, rows * rows);
            exponentials(square, work, out, outAt);
            return;
        }
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

    private void exponentials(double square, double[] exponents, double[] out, int outAt) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                double exponent = exponents[i * rows + j];
                double value = exponent == 0 ? square : square * Kernels.exp(exponent);
                out[outAt + i * rows + j] = value;
                out[outAt + j * rows + i] = value;
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
        if (kernel == Kernel.EXP_QUAD && inAdjoint[0] == null) {
            backwardByParameters(in, at, out, outAt, outAdjoint, inAdjoint);
            return;
        }
        double length = in[2][at[2]];
        double period = period(in, at);
        double bySigma = 0;
        double byLength = 0;
        double byPeriod = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            for (int j = 0; j < end(i); j++) {
                double r = in[0][at[0] + row + j];
                double adjoint = outAdjoint[outAt + row + j];
                if (symmetric && i != j) {
                    adjoint += outAdjoint[outAt + j * columns + i];
                }
                double share = adjoint * out[outAt + row + j];
                bySigma += share;
                byLength += kernel.byLength(share, r, length, period);
                if (kernel.isPeriodic()) {
                    byPeriod += kernel.byPeriod(share, r, length, period);
                }
                if (inAdjoint[0] != null) {
                    inAdjoint[0][at[0] + row + j] += kernel.byDistance(share, r, length, period);
                }
            }
        }
        add(inAdjoint[1], at[1], in[1][at[1]] == 0 ? 0 : 2 * bySigma / in[1][at[1]]);
        add(inAdjoint[2], at[2], byLength);
        if (kernel.isPeriodic()) {
            add(inAdjoint[3], at[3], byPeriod);
        }
    }

    /** Distances that do not move leave two sums over all elements, each in two parts that do not wait for another. */
    private void backwardByParameters(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint,
            double[][] inAdjoint) {
        double[] r = in[0];
        int rAt = at[0];
        double even = 0;
        double odd = 0;
        double evenDistances = 0;
        double oddDistances = 0;
        int count = rows * columns;
        for (int k = 0; k < count - 1; k += 2) {
            double one = outAdjoint[outAt + k] * out[outAt + k];
            double next = outAdjoint[outAt + k + 1] * out[outAt + k + 1];
            even += one;
            odd += next;
            evenDistances = Math.fma(one, r[rAt + k], evenDistances);
            oddDistances = Math.fma(next, r[rAt + k + 1], oddDistances);
        }
        if (count % 2 == 1) {
            double last = outAdjoint[outAt + count - 1] * out[outAt + count - 1];
            even += last;
            evenDistances = Math.fma(last, r[rAt + count - 1], evenDistances);
        }
        double sigma = in[1][at[1]];
        double length = in[2][at[2]];
        add(inAdjoint[1], at[1], sigma == 0 ? 0 : 2 * (even + odd) / sigma);
        add(inAdjoint[2], at[2], (evenDistances + oddDistances) / (length * length * length));
    }

    private static void add(double[] adjoint, int at, double contribution) {
        if (adjoint != null) {
            adjoint[at] += contribution;
        }
    }
}
