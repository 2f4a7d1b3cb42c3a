package org.penumbra.layers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.products.Precision;

/**
 * Scaled dot-product attention: softmax(Q K' / sqrt(size)) V, head by head, where each head has its own columns of Q, K
 * and V. Inputs are Q, K and V, for one sequence behind the other; what each place attends to is kept behind the
 * result. Where there are fewer queries, keys or values than sequences, they are those of one after the other, again
 * and again.
 *
 * @param sequences number of sequences
 * @param queryRows sequences of Q
 * @param keyRows sequences of K
 * @param valueRows sequences of V
 * @param queries rows of Q of a sequence
 * @param keys rows of K and V of a sequence
 * @param heads number of heads
 * @param size columns of Q and K of a head
 * @param valueSize columns of V of a head
 * @param causal whether a query attends to the keys up to its own place only
 */
record AttentionFunction(int sequences, int queryRows, int keyRows, int valueRows, int queries, int keys, int heads,
        int size, int valueSize, boolean causal, Precision precision, InnerLoops loops) implements LayerFunction {

    /** One sequence. */
    static AttentionFunction of(int queries, int keys, int heads, int size, int valueSize, boolean causal,
            Precision precision) {
        return new AttentionFunction(1, 1, 1, 1, queries, keys, heads, size, valueSize, causal, precision,
                InnerLoops.SCALAR);
    }

    @Override
    public String name() {
        return "attention[" + sequences + ", " + queries + ", " + keys + ", " + heads + "]";
    }

    /** Numbers of Q of a sequence. */
    int querySize() {
        return queries * heads * size;
    }

    /** Numbers of K of a sequence. */
    int keySize() {
        return keys * heads * size;
    }

    /** Numbers of V of a sequence. */
    int valuesSize() {
        return keys * heads * valueSize;
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(Math.multiplyExact(queryRows, querySize()), Math.multiplyExact(keyRows, keySize()),
                Math.multiplyExact(valueRows, valuesSize()));
    }

    @Override
    public int resultSize() {
        return Math.multiplyExact(sequences, queries * heads * valueSize);
    }

    @Override
    public int outputSize() {
        return Math.addExact(resultSize(), Math.multiplyExact(sequences * heads, queries * keys));
    }

    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return Optional.of(new AttentionFunction(Math.multiplyExact(n, sequences), rows(n, queryRows, varying, 0),
                rows(n, keyRows, varying, 1), rows(n, valueRows, varying, 2), queries, keys, heads, size, valueSize,
                causal, precision, loops));
    }

    private static int rows(int n, int own, Set<Integer> varying, int input) {
        return varying.contains(input) ? Math.multiplyExact(n, own) : own;
    }

    @Override
    public ArrayFunction with(InnerLoops others) {
        return new AttentionFunction(sequences, queryRows, keyRows, valueRows, queries, keys, heads, size, valueSize,
                causal, precision, others);
    }

    @Override
    public AttentionOfThread forThread() {
        return new AttentionOfThread(this);
    }
}
