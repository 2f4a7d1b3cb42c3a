package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The squares of the Euclidean distances between the rows of X, or from the rows of X to those of Y: summed over the
 * squares of differences, so that near points lose no digits.
 *
 * @param rows of X, rows of the result
 * @param others rows of Y, the second input; -1 when there is none and distances are those within X
 * @param dimension columns of X and Y
 */
public record SquaredDistances(int rows, int others, int dimension) implements ArrayFunction {

    private static final int WITHIN = -1;

    /** Within one set of points. */
    public SquaredDistances(int rows, int dimension) {
        this(rows, WITHIN, dimension);
    }

    @Override
    public String name() {
        return "squaredDistances[" + rows + ", " + columns() + "]";
    }

    private int columns() {
        return others == WITHIN ? rows : others;
    }

    @Override
    public List<Integer> inputSizes() {
        return others == WITHIN ? List.of(rows * dimension) : List.of(rows * dimension, others * dimension);
    }

    @Override
    public int outputSize() {
        return rows * columns();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int y = in.length - 1;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns(); j++) {
                double sum = 0;
                for (int k = 0; k < dimension; k++) {
                    double difference = in[0][at[0] + i * dimension + k] - in[y][at[y] + j * dimension + k];
                    sum += difference * difference;
                }
                out[outAt + i * columns() + j] = sum;
            }
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        int y = in.length - 1;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns(); j++) {
                double share = 2 * outAdjoint[outAt + i * columns() + j];
                int a = at[0] + i * dimension;
                int b = at[y] + j * dimension;
                for (int k = 0; share != 0 && k < dimension; k++) {
                    double slope = share * (in[0][a + k] - in[y][b + k]);
                    add(inAdjoint[0], a + k, slope);
                    add(inAdjoint[y], b + k, -slope);
                }
            }
        }
    }

    private static void add(double[] adjoint, int at, double contribution) {
        if (adjoint != null) {
            adjoint[at] += contribution;
        }
    }
}
