package org.penumbra.layers;

import java.util.Arrays;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixProduct;

/** Attention with the memory of one thread; see {@link AttentionFunction}. */
final class AttentionOfThread extends LayerFunction.OfThread<AttentionFunction> {

    private final MatrixKernel.Multiplier multiplier;
    private final int queries;
    private final int keys;
    private final double scale;
    private final MatrixProduct scores;
    private final MatrixProduct values;
    private final MatrixProduct scoresAdjoint;
    private final MatrixProduct valuesAdjoint;
    private final MatrixProduct queriesAdjoint;
    private final MatrixProduct keysAdjoint;
    /** Adjoints of what one head attends to. */
    private final double[] adjoint;

    AttentionOfThread(AttentionFunction function) {
        super(function);
        this.multiplier = function.loops().products().multiplier();
        this.queries = function.queries();
        this.keys = function.keys();
        int size = function.size();
        int valueSize = function.valueSize();
        int row = function.heads() * size;
        int valueRow = function.heads() * valueSize;
        this.scale = 1 / Math.sqrt(size);
        this.scores = product(queries, keys, size, false, true).withStrides(row, row, keys);
        this.values = product(queries, valueSize, keys, false, false).withStrides(keys, valueRow, valueRow);
        this.scoresAdjoint = product(queries, keys, valueSize, false, true).withStrides(valueRow, valueRow, keys);
        this.valuesAdjoint = product(keys, valueSize, queries, true, false).withStrides(keys, valueRow, valueRow);
        this.queriesAdjoint = product(queries, size, keys, false, false).withStrides(keys, row, row);
        this.keysAdjoint = product(keys, size, queries, true, false).withStrides(keys, row, row);
        this.adjoint = new double[queries * keys];
    }

    private MatrixProduct product(int rows, int columns, int inner, boolean a, boolean b) {
        return a ? MatrixProduct.ofTransposedA(rows, columns, inner, function.precision())
                : b ? MatrixProduct.ofTransposedB(rows, columns, inner, function.precision())
                : MatrixProduct.of(rows, columns, inner, function.precision());
    }

    private int query(int sequence, int head, int[] at) {
        return at[0] + sequence % function.queryRows() * function.querySize() + head * function.size();
    }

    private int key(int sequence, int head, int[] at) {
        return at[1] + sequence % function.keyRows() * function.keySize() + head * function.size();
    }

    private int value(int sequence, int head, int[] at) {
        return at[2] + sequence % function.valueRows() * function.valuesSize() + head * function.valueSize();
    }

    private int result(int sequence, int head, int outAt) {
        return outAt + (sequence * queries * function.heads() + head) * function.valueSize();
    }

    private int attended(int sequence, int head, int outAt) {
        return outAt + function.resultSize() + (sequence * function.heads() + head) * queries * keys;
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        for (int sequence = 0; sequence < function.sequences(); sequence++) {
            for (int head = 0; head < function.heads(); head++) {
                int shares = attended(sequence, head, outAt);
                multiplier.multiply(scores, scale, in[0], query(sequence, head, at), in[1], key(sequence, head, at), 0,
                        out, shares);
                for (int place = 0; place < queries; place++) {
                    softmax(out, shares + place * keys, function.causal() ? place + 1 : keys);
                }
                multiplier.multiply(values, 1, out, shares, in[2], value(sequence, head, at), 0, out,
                        result(sequence, head, outAt));
            }
        }
    }

    /** Shares of the first keys; the others have none. */
    private void softmax(double[] x, int at, int count) {
        double largest = x[at];
        for (int k = 1; k < count; k++) {
            largest = Math.max(largest, x[at + k]);
        }
        for (int k = 0; k < count; k++) {
            x[at + k] -= largest;
        }
        function.loops().exp(x, at, count);
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += x[at + k];
        }
        for (int k = 0; k < count; k++) {
            x[at + k] /= sum;
        }
        Arrays.fill(x, at + count, at + keys, 0);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        for (int sequence = 0; sequence < function.sequences(); sequence++) {
            for (int head = 0; head < function.heads(); head++) {
                int shares = attended(sequence, head, outAt);
                int result = result(sequence, head, outAt);
                if (inAdjoint[2] != null) {
                    multiplier.multiply(valuesAdjoint, 1, out, shares, outAdjoint, result, 1, inAdjoint[2],
                            value(sequence, head, at));
                }
                if (inAdjoint[0] != null || inAdjoint[1] != null) {
                    multiplier.multiply(scoresAdjoint, 1, outAdjoint, result, in[2], value(sequence, head, at), 0,
                            adjoint, 0);
                    byScores(out, shares);
                    handOn(sequence, head, in, at, inAdjoint);
                }
            }
        }
    }

    /** Makes adjoints of shares those of scores. */
    private void byScores(double[] out, int shares) {
        for (int place = 0; place < queries; place++) {
            double mean = 0;
            for (int k = place * keys; k < (place + 1) * keys; k++) {
                mean += adjoint[k] * out[shares + k];
            }
            for (int k = place * keys; k < (place + 1) * keys; k++) {
                adjoint[k] = out[shares + k] * (adjoint[k] - mean);
            }
        }
    }

    private void handOn(int sequence, int head, double[][] in, int[] at, double[][] inAdjoint) {
        if (inAdjoint[0] != null) {
            multiplier.multiply(queriesAdjoint, scale, adjoint, 0, in[1], key(sequence, head, at), 1, inAdjoint[0],
                    query(sequence, head, at));
        }
        if (inAdjoint[1] != null) {
            multiplier.multiply(keysAdjoint, scale, adjoint, 0, in[0], query(sequence, head, at), 1, inAdjoint[1],
                    key(sequence, head, at));
        }
    }
}
