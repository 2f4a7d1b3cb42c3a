package org.penumbra.compiler.discrete;

import java.util.Arrays;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Messages on a bucket tree: towards its roots they sum or maximise variables out, and back they draw, choose or weigh
 * the values of each variable given those of its separator. Reuses its memory; one for each thread.
 */
final class Propagation {

    private final BucketTree tree;
    private final int[] cardinality;
    private final double[] tables;
    private final double[] messages;
    /** Probabilities of the joint values of each separator. */
    private final double[] beliefs;
    private final int[] values;

    Propagation(BucketTree tree, int[] cardinality) {
        this.tree = tree;
        this.cardinality = cardinality;
        this.tables = new double[tree.tableSize()];
        this.messages = new double[tree.messageSize()];
        this.beliefs = new double[tree.messageSize()];
        this.values = new int[cardinality.length];
    }

    /**
     * Sums every variable out.
     *
     * @param model the numbers of the factor graph's tables
     * @return the log of the sum over all joint values
     */
    double sum(double[] model) {
        return towardsRoots(model, false);
    }

    /** Probabilities of every value of every variable, one variable after the other; {@link #sum} goes before. */
    void marginals(double[] probabilities) {
        int[] starts = new int[cardinality.length];
        for (int variable = 1; variable < starts.length; variable++) {
            starts[variable] = starts[variable - 1] + cardinality[variable - 1];
        }
        Arrays.fill(probabilities, 0);
        Arrays.fill(beliefs, 0);
        for (Bucket bucket : rootsFirst()) {
            if (bucket.parent() < 0) {
                beliefs[bucket.message()] = 1;
            } else {
                weighParent(bucket, tree.buckets()[bucket.parent()]);
            }
            int rows = bucket.rows();
            for (int row = 0; row < rows; row++) {
                for (int value = 0; value < bucket.values(); value++) {
                    probabilities[starts[bucket.variable()] + value] += joint(bucket, row, value);
                }
            }
        }
    }

    /** The probability of a separator's values is that of the parent's entries that agree with them. */
    private void weighParent(Bucket bucket, Bucket parent) {
        int rows = parent.rows();
        int[] digits = new int[parent.cardinality().length];
        int[] strides = rowStrides(bucket, parent);
        for (int row = 0; row < rows; row++) {
            for (int value = 0; value < parent.values(); value++) {
                beliefs[bucket.message() + dot(digits, strides)] += joint(parent, row, value);
                advance(digits, parent.cardinality());
            }
        }
    }

    /** For each variable of the parent, its stride among the rows of the child. */
    private static int[] rowStrides(Bucket bucket, Bucket parent) {
        int[] strides = new int[parent.cardinality().length];
        int stride = 1;
        for (int i = bucket.separator().length - 1; i >= 0; i--) {
            for (int axis = 0; axis < strides.length; axis++) {
                int variable = axis == parent.separator().length ? parent.variable() : parent.separator()[axis];
                strides[axis] = variable == bucket.separator()[i] ? stride : strides[axis];
            }
            stride *= bucket.cardinality()[i];
        }
        return strides;
    }

    private double joint(Bucket bucket, int row, int value) {
        double belief = beliefs[bucket.message() + row];
        return belief == 0 ? 0 : belief * Kernels.exp(tables[bucket.start() + row * bucket.values() + value]
                - messages[bucket.message() + row]);
    }

    /** Draws all variables jointly; {@link #sum} goes before. The result is valid until the next call. */
    int[] draw(RandomStream random) {
        for (Bucket bucket : rootsFirst()) {
            int row = row(bucket);
            double left = random.nextDouble();
            int value = -1;
            int possible = 0;
            while (left >= 0 && ++value < bucket.values()) {
                double probability = Kernels.exp(tables[bucket.start() + row * bucket.values() + value]
                        - messages[bucket.message() + row]);
                possible = probability > 0 ? value : possible;
                left -= probability;
            }
            values[bucket.variable()] = value < bucket.values() ? value : possible;
        }
        return values;
    }

    /** The most probable joint values; valid until the next call. */
    int[] mode(double[] model) {
        towardsRoots(model, true);
        for (Bucket bucket : rootsFirst()) {
            int start = bucket.start() + row(bucket) * bucket.values();
            int best = 0;
            for (int value = 1; value < bucket.values(); value++) {
                best = tables[start + value] > tables[start + best] ? value : best;
            }
            values[bucket.variable()] = best;
        }
        return values;
    }

    private Iterable<Bucket> rootsFirst() {
        return Arrays.asList(tree.buckets()).reversed();
    }

    /** The row of a bucket's table that belongs to the values chosen so far. */
    private int row(Bucket bucket) {
        int row = 0;
        for (int i = 0; i < bucket.separator().length; i++) {
            row = row * bucket.cardinality()[i] + values[bucket.separator()[i]];
        }
        return row;
    }

    private double towardsRoots(double[] model, boolean maximise) {
        Arrays.fill(tables, 0);
        double total = 0;
        for (Bucket bucket : tree.buckets()) {
            for (Bucket.Part part : bucket.parts()) {
                addPart(bucket, part, model);
            }
            int rows = bucket.rows();
            for (int row = 0; row < rows; row++) {
                messages[bucket.message() + row] = combine(bucket.start() + row * bucket.values(), bucket.values(),
                        maximise);
            }
            if (bucket.parent() < 0) {
                total += messages[bucket.message()];
            } else {
                send(bucket, tree.buckets()[bucket.parent()]);
            }
        }
        return total;
    }

    private void addPart(Bucket bucket, Bucket.Part part, double[] model) {
        int[] digits = new int[bucket.cardinality().length];
        int size = bucket.rows() * bucket.values();
        for (int entry = 0; entry < size; entry++) {
            tables[bucket.start() + entry] += model[part.start() + dot(digits, part.strides())];
            advance(digits, bucket.cardinality());
        }
    }

    private void send(Bucket bucket, Bucket parent) {
        int[] digits = new int[parent.cardinality().length];
        int[] strides = rowStrides(bucket, parent);
        int size = parent.rows() * parent.values();
        for (int entry = 0; entry < size; entry++) {
            tables[parent.start() + entry] += messages[bucket.message() + dot(digits, strides)];
            advance(digits, parent.cardinality());
        }
    }

    private double combine(int start, int count, boolean maximise) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = start; i < start + count; i++) {
            largest = Math.max(largest, tables[i]);
        }
        if (maximise || Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = start; i < start + count; i++) {
            sum += Kernels.exp(tables[i] - largest);
        }
        return largest + Kernels.log(sum);
    }

    private static int dot(int[] digits, int[] strides) {
        int position = 0;
        for (int i = 0; i < digits.length; i++) {
            position += digits[i] * strides[i];
        }
        return position;
    }

    /** The next joint value, row-major. */
    private static void advance(int[] digits, int[] cardinality) {
        for (int axis = digits.length - 1; axis >= 0; axis--) {
            if (++digits[axis] < cardinality[axis]) {
                return;
            }
            digits[axis] = 0;
        }
    }
}
