package org.penumbra.layers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;

/**
 * Rows of numbers, each times 0 or 1 / (1 - rate) as its own draw tells, or all as they are where the key is 0. Inputs
 * are the numbers, keys and numbers of the iterations; the factors are kept behind the result. The draws are those of
 * SplitMix64 (Steele, Lea and Flood 2014) from a state that mixes key and iteration. Where there is less of an input
 * than rows, it is that of row after row, again and again.
 *
 * @param rows of the result
 * @param inputRows rows of numbers that there are
 * @param keys that there are
 * @param iterations that there are
 * @param size of a row
 * @param rate probability of 0
 */
record DropoutFunction(int rows, int inputRows, int keys, int iterations, int size, double rate) implements Batched {

    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    /** One row. */
    static DropoutFunction of(int size, double rate) {
        return new DropoutFunction(1, 1, 1, 1, size, rate);
    }

    @Override
    public String name() {
        return "dropout[" + rows + ", " + size + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(Math.multiplyExact(inputRows, size), keys, iterations);
    }

    @Override
    public int resultSize() {
        return Math.multiplyExact(rows, size);
    }

    @Override
    public int outputSize() {
        return Math.multiplyExact(2, resultSize());
    }

    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return Optional.of(new DropoutFunction(Math.multiplyExact(n, rows), times(n, inputRows, varying, 0),
                times(n, keys, varying, 1), times(n, iterations, varying, 2), size, rate));
    }

    private static int times(int n, int own, Set<Integer> varying, int input) {
        return varying.contains(input) ? Math.multiplyExact(n, own) : own;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        for (int row = 0; row < rows; row++) {
            int from = at[0] + row % inputRows * size;
            int to = outAt + row * size;
            int kept = to + resultSize();
            factors(in[1][at[1] + row % keys], in[2][at[2] + row % iterations], out, kept);
            for (int j = 0; j < size; j++) {
                out[to + j] = in[0][from + j] * out[kept + j];
            }
        }
    }

    private void factors(double key, double iteration, double[] out, int at) {
        double factor = key == 0 ? 1 : 1 / (1 - rate);
        double dropped = key == 0 ? 0 : rate;
        long state = mixed(mixed(Double.doubleToLongBits(key)) + Double.doubleToLongBits(iteration));
        for (int j = 0; j < size; j++) {
            state += GAMMA;
            out[at + j] = (mixed(state) >>> 11) * UNIT < dropped ? 0 : factor;
        }
    }

    private static long mixed(long bits) {
        long once = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        long twice = (once ^ once >>> 27) * 0x94d049bb133111ebL;
        return twice ^ twice >>> 31;
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            int to = at[0] + row % inputRows * size;
            int from = outAt + row * size;
            for (int j = 0; j < size; j++) {
                inAdjoint[0][to + j] += outAdjoint[from + j] * out[from + resultSize() + j];
            }
        }
    }
}
