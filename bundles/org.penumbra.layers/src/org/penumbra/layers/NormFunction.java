package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;

/**
 * Rows with mean 0 and variance 1, times a scale, plus a shift. Inputs are the rows, then scale and shift where there
 * are any. The mean of each row and one over its standard deviation are kept behind the result.
 *
 * @param width of a row
 * @param epsilon what is added to the variance
 */
record NormFunction(int rows, int width, double epsilon, boolean isScaled, boolean isShifted) implements Batched {

    @Override
    public String name() {
        return "layerNorm[" + rows + ", " + width + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        List<Integer> sizes = new ArrayList<>(List.of(resultSize()));
        if (isScaled) {
            sizes.add(width);
        }
        if (isShifted) {
            sizes.add(width);
        }
        return sizes;
    }

    @Override
    public int resultSize() {
        return Math.multiplyExact(rows, width);
    }

    @Override
    public int outputSize() {
        return resultSize() + 2 * rows;
    }

    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return varying.equals(Set.of(0))
                ? Optional.of(new NormFunction(Math.multiplyExact(n, rows), width, epsilon, isScaled, isShifted))
                : Optional.empty();
    }

    private int shiftInput() {
        return isScaled ? 2 : 1;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        for (int row = 0; row < rows; row++) {
            int from = at[0] + row * width;
            double mean = mean(in[0], from);
            double inverse = 1 / Math.sqrt(variance(in[0], from, mean) + epsilon);
            int kept = outAt + resultSize() + 2 * row;
            out[kept] = mean;
            out[kept + 1] = inverse;
            int to = outAt + row * width;
            for (int j = 0; j < width; j++) {
                out[to + j] = (in[0][from + j] - mean) * inverse;
            }
            finish(in, at, out, to);
        }
    }

    private double mean(double[] x, int from) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += x[from + j];
        }
        return sum / width;
    }

    private double variance(double[] x, int from, double mean) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            double distance = x[from + j] - mean;
            sum += distance * distance;
        }
        return sum / width;
    }

    private void finish(double[][] in, int[] at, double[] out, int to) {
        if (isScaled) {
            for (int j = 0; j < width; j++) {
                out[to + j] *= in[1][at[1] + j];
            }
        }
        if (isShifted) {
            int shift = shiftInput();
            for (int j = 0; j < width; j++) {
                out[to + j] += in[shift][at[shift] + j];
            }
        }
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        for (int row = 0; row < rows; row++) {
            int kept = outAt + resultSize() + 2 * row;
            int adjoint = outAt + row * width;
            byWeights(in[0], at[0] + row * width, out, kept, outAdjoint, adjoint, at, inAdjoint);
            if (inAdjoint[0] != null) {
                byRow(row, in, at, out, kept, outAdjoint, adjoint, inAdjoint[0]);
            }
        }
    }

    private void byWeights(double[] x, int from, double[] out, int kept, double[] outAdjoint, int adjoint, int[] at,
            double[][] inAdjoint) {
        if (isScaled && inAdjoint[1] != null) {
            for (int j = 0; j < width; j++) {
                inAdjoint[1][at[1] + j] += outAdjoint[adjoint + j] * (x[from + j] - out[kept]) * out[kept + 1];
            }
        }
        int shift = shiftInput();
        if (isShifted && inAdjoint[shift] != null) {
            for (int j = 0; j < width; j++) {
                inAdjoint[shift][at[shift] + j] += outAdjoint[adjoint + j];
            }
        }
    }

    /** What is left of the adjoint of a row without its part along the row and along ones. */
    private void byRow(int row, double[][] in, int[] at, double[] out, int kept, double[] outAdjoint, int adjoint,
            double[] xAdjoint) {
        int from = at[0] + row * width;
        double inverse = out[kept + 1];
        double along = 0;
        double sum = 0;
        for (int j = 0; j < width; j++) {
            double slope = isScaled ? outAdjoint[adjoint + j] * in[1][at[1] + j] : outAdjoint[adjoint + j];
            outAdjoint[adjoint + j] = slope;
            sum += slope;
            along += slope * (in[0][from + j] - out[kept]) * inverse;
        }
        for (int j = 0; j < width; j++) {
            double normal = (in[0][from + j] - out[kept]) * inverse;
            xAdjoint[from + j] += inverse * (outAdjoint[adjoint + j] - (sum + normal * along) / width);
        }
    }
}
