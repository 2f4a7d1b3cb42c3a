package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.discrete.VariableElimination.Table;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Where the tables of a chain are kept: for each iteration of the loops around and each time, one row. A small table is
 * assigned entry by entry, so that what does not change with time is computed once; a large one in loops.
 */
final class Messages {

    /** Entries of the largest table that is assigned entry by entry. */
    private static final int MOST_ENTRIES = 64;

    private final String name;
    private final int length;
    private final List<Loop> around;
    private final Workspace work;
    private final StoredSums sums;
    private final Array messages;

    /**
     * @param entries of the largest message
     * @param around loops that the factors of the chain depend on
     */
    Messages(String name, int length, int entries, List<Loop> around, Workspace work, CostBound bound) {
        this.name = name;
        this.length = length;
        this.around = List.copyOf(around);
        this.work = work;
        this.sums = new StoredSums(work, bound);
        this.messages = array("message of " + name, entries);
    }

    /** Those of the loops around that some factor depends on. */
    static List<Loop> used(List<Loop> around, Chain chain) {
        Facts facts = new Facts();
        return around.stream().filter(loop -> chain.links().stream().anyMatch(link ->
                facts.dependsOn(link.factor().value(), loop.index()) || link.factor().loops().stream()
                        .anyMatch(inner -> facts.dependsOn(inner.lower(), loop.index())))).toList();
    }

    /** The message after the last step, a single number. */
    Expr last() {
        return new Element(messages, offset(messages, List.of(), Expr.of(length)));
    }

    /** Steps from one time to another that look alike. */
    Step step(int from, int to) {
        return new Step(from, to);
    }

    private static int size(List<Loop> scope) {
        return scope.stream().mapToInt(CostBound::cardinality).reduce(1, Math::multiplyExact);
    }

    /** A row for each iteration around and each time. */
    private Array array(String of, int row) {
        return sums.array(of, around, Math.multiplyExact(length, row));
    }

    private Expr offset(Array array, List<Loop> scope, Expr moment) {
        Expr within = Expr.of(0);
        for (Loop symbol : scope) {
            within = within.times(CostBound.cardinality(symbol)).plus(symbol.index().minus(symbol.lower()));
        }
        int block = array.shape().getLast();
        return StoredSums.start(around, block).plus(moment.minus(1).times(block / length)).plus(within);
    }

    /** The tables of one step, and their assignments. */
    final class Step implements VariableElimination.Store {

        private final List<Loop> loops = new ArrayList<>(around);
        private final Expr time;
        private final List<Recurrence.Step> assignments = new ArrayList<>();
        private List<Loop> kept = List.of();

        private Step(int from, int to) {
            if (from == to) {
                time = Expr.of(from);
            } else {
                Loop loop = work.loop("t", from, to);
                loops.add(loop);
                time = loop.index();
            }
        }

        Expr time() {
            return time;
        }

        /** The message of the step before, over these variables. */
        Table incoming(List<Loop> scope) {
            return new Table(new LinkedHashSet<>(scope), new Element(messages,
                    offset(messages, scope, time.minus(1))));
        }

        /** The variables of the message that this step leaves. */
        void keep(List<Loop> scope) {
            kept = scope;
        }

        /** A table that every entry of the message uses once stays where it is used. */
        @Override
        public Table keep(Table table, boolean isLast) {
            List<Loop> scope = List.copyOf(table.scope());
            if (scope.isEmpty() || isLast && size(scope) == size(kept)) {
                return table;
            }
            Array array = array("table of " + name, size(scope));
            assign(array, scope, table.value());
            return new Table(table.scope(), new Element(array, offset(array, scope, time)));
        }

        @Override
        public double written(Table joined, Loop summed) {
            double size = joined.scope().stream().mapToDouble(CostBound::cardinality).reduce(1, (a, b) -> a * b);
            return size / CostBound.cardinality(summed) <= MOST_ENTRIES ? size : CostBound.cardinality(summed);
        }

        @Override
        public Expr longSum(Table joined, Loop summed, List<Loop> scope) {
            List<Loop> all = new ArrayList<>(loops);
            all.addAll(scope);
            return sums.logSumExp(all, summed, joined.value(), assignments);
        }

        /** Assigns the message. */
        void outgoing(Expr value) {
            assign(messages, kept, value);
        }

        private void assign(Array array, List<Loop> scope, Expr value) {
            if (size(scope) > MOST_ENTRIES) {
                List<Loop> all = new ArrayList<>(loops);
                all.addAll(scope);
                assignments.add(new Recurrence.Assignment(all, array, offset(array, scope, time), value));
            } else {
                entries(array, scope, 0, new HashMap<>(), value);
            }
        }

        private void entries(Array array, List<Loop> scope, int depth, Map<Expr, Expr> values, Expr value) {
            if (depth == scope.size()) {
                Rewriting rewriting = new Rewriting(values);
                assignments.add(new Recurrence.Assignment(loops, array,
                        rewriting.apply(offset(array, scope, time)), rewriting.apply(value)));
                return;
            }
            Loop symbol = scope.get(depth);
            for (int k = CostBound.first(symbol); k <= CostBound.last(symbol); k++) {
                values.put(symbol.index(), Expr.of(k));
                entries(array, scope, depth + 1, values, value);
            }
        }

        /** The assignments of one loop take turns; without a loop, one comes after the other. */
        List<Recurrence> recurrences() {
            return loops.isEmpty() ? assignments.stream().map(one -> new Recurrence(List.of(one))).toList()
                    : List.of(new Recurrence(assignments));
        }
    }
}
