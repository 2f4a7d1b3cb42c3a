package org.penumbra.expression.function;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The product A B of two matrices, row-major; the adjoint of A is dC B', that of B is A' dC.
 *
 * @param rows of A
 * @param inner columns of A, rows of B
 * @param columns of B
 */
public record MatrixProduct(int rows, int inner, int columns) implements ArrayFunction {

    @Override
    public String name() {
        return "product[" + rows + ", " + inner + ", " + columns + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(rows * inner, inner * columns);
    }

    @Override
    public int outputSize() {
        return rows * columns;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        Arrays.fill(out, outAt, outAt + rows * columns, 0);
        Products.add(1, rows, columns, inner, out, outAt, columns, in[0], at[0], inner, 1, in[1], at[1], columns);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] != null) {
            Products.addTransposed(1, rows, inner, columns, inAdjoint[0], at[0], inner, outAdjoint, outAt, columns,
                    in[1], at[1], columns);
        }
        if (inAdjoint[1] != null) {
            Products.add(1, inner, columns, rows, inAdjoint[1], at[1], columns, in[0], at[0], 1, inner, outAdjoint,
                    outAt, columns);
        }
    }
}
