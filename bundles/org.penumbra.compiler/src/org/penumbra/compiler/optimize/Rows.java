package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * The iterations of a nest of loops whose ends are numbers, or those of them in which conditions on data hold: what a
 * statistic is taken over.
 */
final class Rows {

    /** Row numbers take 4 bytes each and must stay well inside memory. */
    private static final long MOST = 50_000_000;

    private final Facts facts;
    private final Tables tables;
    private final List<Loop> loops;
    private final int[] lower;
    private final int[] extents;
    private final int size;
    /** Numbers of the iterations that belong, in order; null for all. */
    private final int[] chosen;
    private final Map<Expr, Rows> holding = new HashMap<>();
    private final Map<Expr, Rows> failing = new HashMap<>();
    private final Map<Loop, Optional<Rows>> inside = new HashMap<>();

    private Rows(Facts facts, Tables tables, List<Loop> loops, int[] chosen) {
        this.facts = facts;
        this.tables = tables;
        this.loops = loops;
        this.chosen = chosen;
        this.lower = loops.stream().mapToInt(loop -> number(loop.lower())).toArray();
        this.extents = loops.stream().mapToInt(Rows::extent).toArray();
        this.size = chosen == null ? Arrays.stream(extents).reduce(1, Math::multiplyExact) : chosen.length;
    }

    /** The one row outside of all loops. */
    static Rows outermost(Facts facts, Tables tables) {
        return new Rows(facts, tables, List.of(), null);
    }

    /** The rows of one more loop inside; empty when its ends are not numbers, or when there are too many. */
    Optional<Rows> inside(Loop loop) {
        return inside.computeIfAbsent(loop, this::enter);
    }

    private Optional<Rows> enter(Loop loop) {
        if (!(loop.lower() instanceof Constant) || !(loop.upper() instanceof Constant)
                || (long) size * extent(loop) > MOST || IntStream.of(extents).asLongStream().reduce(extent(loop),
                        (a, b) -> a * b) > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        List<Loop> all = new ArrayList<>(loops);
        all.add(loop);
        int extent = extent(loop);
        int[] rows = chosen == null ? null : Arrays.stream(chosen)
                .flatMap(row -> IntStream.range(0, extent).map(k -> row * extent + k)).toArray();
        return Optional.of(new Rows(facts, tables, all, rows));
    }

    /** Those rows in which a condition on data holds, or those in which it does not. */
    Rows where(Expr condition, boolean holds) {
        return (holds ? holding : failing).computeIfAbsent(condition, key -> {
            double[] truth = column(key);
            return new Rows(facts, tables, loops, IntStream.range(0, size)
                    .filter(row -> truth[row] != 0 == holds).map(this::iteration).toArray());
        });
    }

    int size() {
        return size;
    }

    /** Whether an expression is not the same in all rows, as far as can be seen. */
    boolean vary(Expr expression) {
        return loops.stream().anyMatch(loop -> facts.dependsOn(expression, loop.index()));
    }

    /** The sum of something over all rows, as loops. */
    Expr sum(Expr body) {
        if (chosen != null) {
            throw new IllegalStateException("no loop runs over some rows only");
        }
        Expr total = body;
        for (Loop loop : loops.reversed()) {
            total = new Sum(loop, total);
        }
        return total;
    }

    /** The value of an expression of data in every row. */
    double[] column(Expr data) {
        double[] values = new double[size];
        BlockFunction function = BlockFunction.of(data, loops.stream().map(Loop::index).toList(), tables.data());
        int[][] places = new int[Math.min(size, BlockFunction.BLOCK)][loops.size() + RowFunction.depth(data)];
        double[] block = new double[places.length];
        for (int start = 0; start < size; start += block.length) {
            int count = Math.min(block.length, size - start);
            for (int k = 0; k < count; k++) {
                place(start + k, places[k]);
            }
            function.values(places, count, block);
            System.arraycopy(block, 0, values, start, count);
        }
        return values;
    }

    /** The values of the indices in a row. */
    private void place(int row, int[] at) {
        int rest = iteration(row);
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            at[axis] = lower[axis] + rest % extents[axis];
            rest /= extents[axis];
        }
    }

    /** Several columns, to be read row by row. */
    Reader read(List<Expr> columns) {
        return new Reader(columns);
    }

    private int iteration(int row) {
        return chosen == null ? row : chosen[row];
    }

    private static int extent(Loop loop) {
        return Math.max(0, number(loop.upper()) - number(loop.lower()) + 1);
    }

    private static int number(Expr expression) {
        return (int) ((Constant) expression).value();
    }

    /** Reads rows of a matrix whose columns are expressions of data. */
    final class Reader {

        private final List<RowFunction> columns;
        private final int[] at;

        private Reader(List<Expr> expressions) {
            List<Index> indices = loops.stream().map(Loop::index).toList();
            columns = expressions.stream().map(one -> RowFunction.of(one, indices, tables.data())).toList();
            at = new int[loops.size() + expressions.stream().mapToInt(RowFunction::depth).max().orElse(0)];
        }

        /** Puts the entries of a row one after the other. */
        void read(int row, double[] into, int position) {
            place(row, at);
            for (int k = 0; k < columns.size(); k++) {
                into[position + k] = columns.get(k).at(at);
            }
        }
    }
}
