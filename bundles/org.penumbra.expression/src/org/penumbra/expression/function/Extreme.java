package org.penumbra.expression.function;

import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The smallest or largest of some numbers, NaN where one is NaN; then its position. The derivative is that by the
 * element that is chosen, the first of several equal ones.
 *
 * @param size number of elements, at least 1
 * @param largest whether it is the largest
 */
public record Extreme(int size, boolean largest) implements ArrayFunction {

    @Override
    public String name() {
        return (largest ? "max[" : "min[") + size + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(size);
    }

    @Override
    public int outputSize() {
        return 2;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int best = 0;
        for (int i = 1; i < size; i++) {
            if (isBetter(in[0][at[0] + i], in[0][at[0] + best])) {
                best = i;
            }
        }
        out[outAt] = in[0][at[0] + best];
        out[outAt + 1] = best;
    }

    private boolean isBetter(double x, double best) {
        return !Double.isNaN(best) && (Double.isNaN(x) || (largest ? x > best : x < best));
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] != null) {
            inAdjoint[0][at[0] + (int) out[outAt + 1]] += outAdjoint[outAt];
        }
    }
}
