package org.penumbra.compiler.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.penumbra.compiler.discrete.Affine;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * A position in an array that has an axis for the rows of a plate: {@code outer * stride * size + stride * row + inner}
 * with {@code 0 <= inner < stride}, so that it belongs to one row only.
 *
 * @param row index of the plate
 * @param stride numbers that one row has behind the axis
 * @param outer parts in front of the axis with their coefficients
 * @param outerConstant their constant
 * @param inner parts behind the axis with their coefficients
 * @param innerConstant their constant
 */
record AlongPlate(Index row, long stride, Map<Expr, Long> outer, long outerConstant, Map<Expr, Long> inner,
        long innerConstant) {

    /** The least and the greatest value of a part. */
    private record Range(long low, long high) {

        static Optional<Range> of(Expr part, Function<Index, Loop> loops, Map<Array, DiscreteSite> discrete) {
            if (part instanceof Element read && discrete.get(read.array()) instanceof DiscreteSite site) {
                return Optional.of(new Range(site.low(), site.high()));
            }
            if (!(part instanceof Index index) || !(loops.apply(index) instanceof Loop loop)
                    || !(loop.lower() instanceof Constant low) || !(loop.upper() instanceof Constant high)) {
                return Optional.empty();
            }
            return Optional.of(new Range((long) low.value(), (long) Math.max(low.value(), high.value())));
        }
    }

    /**
     * Takes a position apart; empty when it cannot be told that it belongs to the row that the index is at.
     *
     * @param first value of the index in the first row
     * @param size number of rows
     * @param loops the loop of every index that may occur
     */
    static Optional<AlongPlate> of(Expr offset, Index row, int first, int size, Function<Index, Loop> loops) {
        return of(offset, row, first, size, loops, Map.of());
    }

    /** @param discrete sites whose values may be parts of the position */
    static Optional<AlongPlate> of(Expr offset, Index row, int first, int size, Function<Index, Loop> loops,
            Map<Array, DiscreteSite> discrete) {
        Affine affine = Affine.of(offset);
        long stride = affine.parts().getOrDefault(row, 0L);
        if (stride <= 0) {
            return Optional.empty();
        }
        Map<Expr, Long> outer = new LinkedHashMap<>();
        Map<Expr, Long> inner = new LinkedHashMap<>();
        long least = 0;
        long span = 0;
        for (Map.Entry<Expr, Long> part : affine.parts().entrySet()) {
            long coefficient = part.getValue();
            Optional<Range> range = Range.of(part.getKey(), loops, discrete);
            if (part.getKey().equals(row)) {
                continue;
            }
            if (coefficient % (stride * size) == 0) {
                outer.put(part.getKey(), coefficient / (stride * size));
            } else if (range.isEmpty()) {
                return Optional.empty();
            } else {
                inner.put(part.getKey(), coefficient);
                least += coefficient * (coefficient > 0 ? range.get().low() : range.get().high());
                span += Math.abs(coefficient) * (range.get().high() - range.get().low());
            }
        }
        long start = affine.constant() + stride * first;
        long within = Math.floorMod(start + least, stride * size);
        return within + span >= stride ? Optional.empty() : Optional.of(new AlongPlate(row, stride, outer,
                (start + least - within) / (stride * size), inner, within - least));
    }

    /** Whether nothing stands in front of the axis. */
    boolean isLeading() {
        return outer.isEmpty() && outerConstant == 0;
    }

    /**
     * The same position in an array whose axis has other rows.
     *
     * @param size number of its rows
     * @param number of the row, counted from 0
     * @param rewrite for the other parts
     */
    Expr in(int size, Expr number, UnaryOperator<Expr> rewrite) {
        Expr front = sum(outer, outerConstant, rewrite);
        return front.times(stride * size).plus(number.times(stride)).plus(sum(inner, innerConstant, rewrite));
    }

    private static Expr sum(Map<Expr, Long> parts, long constant, UnaryOperator<Expr> rewrite) {
        Expr sum = Expr.of(constant);
        for (Map.Entry<Expr, Long> part : parts.entrySet()) {
            sum = sum.plus(rewrite.apply(part.getKey()).times(part.getValue()));
        }
        return sum;
    }
}
