package org.penumbra.layers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;

/** The same numbers in the same order, which another shape can be given. */
record CopyFunction(int resultSize) implements Batched {

    @Override
    public String name() {
        return "copy[" + resultSize + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(resultSize);
    }

    @Override
    public int outputSize() {
        return resultSize;
    }

    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return Optional.of(new CopyFunction(Math.multiplyExact(n, resultSize)));
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        System.arraycopy(in[0], at[0], out, outAt, resultSize);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] != null) {
            for (int k = 0; k < resultSize; k++) {
                inAdjoint[0][at[0] + k] += outAdjoint[outAt + k];
            }
        }
    }
}
