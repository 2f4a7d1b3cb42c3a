package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The elements of each row in ascending order, NaN last; then the 0-based position in its row that each came from.
 * Equal elements keep their order. The derivative carries each element's back to where it came from.
 *
 * @param rows number of rows
 * @param size number of elements of a row
 */
public record Sort(int rows, int size) implements ArrayFunction {

    @Override
    public String name() {
        return "sort[" + (rows == 1 ? "" : rows + ", ") + size + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(rows * size);
    }

    @Override
    public int outputSize() {
        return 2 * rows * size;
    }

    @Override
    public int workSize() {
        return size;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        for (int row = 0; row < rows; row++) {
            int start = at[0] + row * size;
            int order = outAt + (rows + row) * size;
            for (int i = 0; i < size; i++) {
                out[order + i] = i;
            }
            for (int width = 1; width < size; width *= 2) {
                mergeAll(in[0], start, out, order, width, work);
            }
            for (int i = 0; i < size; i++) {
                out[outAt + row * size + i] = in[0][start + (int) out[order + i]];
            }
        }
    }

    /** Merges neighbouring runs of this width. */
    private void mergeAll(double[] x, int start, double[] order, int orderAt, int width, double[] work) {
        System.arraycopy(order, orderAt, work, 0, size);
        for (int from = 0; from < size; from += 2 * width) {
            int middle = Math.min(size, from + width);
            int end = Math.min(size, middle + width);
            int a = from;
            int b = middle;
            for (int k = from; k < end; k++) {
                boolean first = b == end
                        || a < middle && Double.compare(x[start + (int) work[a]], x[start + (int) work[b]]) <= 0;
                order[orderAt + k] = first ? work[a++] : work[b++];
            }
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        for (int row = 0; inAdjoint[0] != null && row < rows; row++) {
            for (int i = 0; i < size; i++) {
                int from = (int) out[outAt + (rows + row) * size + i];
                inAdjoint[0][at[0] + row * size + from] += outAdjoint[outAt + row * size + i];
            }
        }
    }
}
