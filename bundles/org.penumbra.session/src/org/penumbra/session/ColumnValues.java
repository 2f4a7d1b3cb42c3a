package org.penumbra.session;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.penumbra.compiler.BoundArray;
import org.penumbra.exchange.NamedArray;
import org.penumbra.expression.Op;

/**
 * Numbers of a column, or computed from columns, that remember which of them are not known. A value that was computed
 * from numbers and is not a number is no missing value: it is a mistake.
 *
 * @param shape row-major extents, empty for a scalar
 * @param values as many as the shape says
 * @param missing which are not known
 * @param place where element k stands in the data file; empty text for what is in no file
 */
record ColumnValues(List<Integer> shape, double[] values, BitSet missing, IntFunction<String> place) {

    static ColumnValues of(NamedArray array) {
        BitSet missing = new BitSet();
        for (int k = 0; k < array.values().length; k++) {
            missing.set(k, Double.isNaN(array.values()[k]));
        }
        return new ColumnValues(array.shape(), array.values(), missing, array.place());
    }

    static ColumnValues constant(double value) {
        return new ColumnValues(List.of(), new double[] {value}, new BitSet(), k -> "");
    }

    boolean isScalar() {
        return shape.isEmpty();
    }

    double value(int element) {
        return values[isScalar() ? 0 : element];
    }

    boolean isMissing(int element) {
        return missing.get(isScalar() ? 0 : element);
    }

    /**
     * The operator applied to each element; scalars are repeated.
     *
     * @param arguments of one shape, or scalars
     */
    static ColumnValues apply(Op op, List<ColumnValues> arguments) {
        ColumnValues widest = arguments.stream().filter(one -> !one.isScalar()).findFirst()
                .orElse(arguments.getFirst());
        double[] results = new double[widest.values.length];
        BitSet missing = new BitSet();
        double[] operands = new double[arguments.size()];
        for (int k = 0; k < results.length; k++) {
            for (int i = 0; i < operands.length; i++) {
                operands[i] = arguments.get(i).value(k);
                missing.set(k, missing.get(k) || arguments.get(i).isMissing(k));
            }
            results[k] = missing.get(k) ? Double.NaN : op.evaluate(operands);
        }
        return new ColumnValues(widest.shape, results, missing, widest.place);
    }

    /** How many numbers a row of a table has. */
    int width() {
        return shape.stream().skip(1).reduce(1, Math::multiplyExact);
    }

    /** The first of a row's numbers that is not known; negative when all are. */
    int missingInRow(int row) {
        int width = width();
        int next = missing.nextSetBit(row * width);
        return next < (row + 1) * width ? next : -1;
    }

    /** Only the rows that are kept; a scalar stays as it is. */
    ColumnValues rows(int[] kept) {
        if (isScalar()) {
            return this;
        }
        int width = width();
        double[] fewer = new double[Math.multiplyExact(kept.length, width)];
        BitSet fewerMissing = new BitSet();
        for (int k = 0; k < fewer.length; k++) {
            int from = kept[k / width] * width + k % width;
            fewer[k] = values[from];
            fewerMissing.set(k, missing.get(from));
        }
        List<Integer> fewerRows = new ArrayList<>(shape);
        fewerRows.set(0, kept.length);
        return new ColumnValues(fewerRows, fewer, fewerMissing,
                k -> place.apply(kept[k / width] * width + k % width));
    }

    /** The only element of a one-row table as a scalar. */
    ColumnValues asScalar() {
        return new ColumnValues(List.of(), values, missing, place);
    }

    BoundArray bound() {
        return new BoundArray(shape, values, place);
    }
}
