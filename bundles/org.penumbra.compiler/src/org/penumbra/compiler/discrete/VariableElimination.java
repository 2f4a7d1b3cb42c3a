package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Sums single variables out of a product of tables, one after the other (Zhang and Poole 1994). A table is an
 * expression of its variables' indices; summing one out writes the expression once for each value.
 */
final class VariableElimination {

    /**
     * A function of some variables, on the log scale.
     *
     * @param scope the variables, in the order of their first use
     * @param value an expression of their indices
     */
    record Table(Set<Loop> scope, Expr value) {
        Table {
            scope = Collections.unmodifiableSet(new LinkedHashSet<>(scope));
        }
    }

    /** Where tables that are used more than once are computed. */
    interface Store {

        /** Uses them where they are needed. */
        Store NONE = new Store() {
            @Override
            public Table keep(Table table, boolean last) {
                return table;
            }

            @Override
            public double written(Table joined, Loop summed) {
                return joined.scope().stream().mapToDouble(CostBound::cardinality).reduce(1, (a, b) -> a * b);
            }
        };

        /**
         * What is used in the place of a table.
         *
         * @param last whether no further variable is summed out
         */
        Table keep(Table table, boolean last);

        /** How many entries of a table become code when a variable is summed out of it. */
        double written(Table joined, Loop summed);
    }

    private final Store store;
    private final List<Loop> variables;
    private final CostBound bound;

    /**
     * @param variables all that occur in the tables, without those of the loops around
     * @param bound refuses tables that are too large
     */
    VariableElimination(List<Loop> variables, CostBound bound, Store store) {
        this.variables = List.copyOf(variables);
        this.bound = bound;
        this.store = store;
    }

    /** One that uses what it computes in the place where it is needed. */
    VariableElimination(List<Loop> variables, CostBound bound) {
        this(variables, bound, Store.NONE);
    }

    /** Tables over the kept variables alone, whose product is the sum over all others. */
    List<Table> run(List<Table> tables, Set<Loop> keep) {
        List<Table> left = new ArrayList<>(tables);
        List<Integer> order = order(tables, keep);
        for (int variable : order) {
            Loop summed = variables.get(variable);
            List<Table> parts = left.stream().filter(table -> table.scope().contains(summed)).toList();
            if (!parts.isEmpty()) {
                left.removeAll(parts);
                left.add(store.keep(sumOut(summed, parts), variable == order.getLast()));
            }
        }
        return left;
    }

    private List<Integer> order(List<Table> tables, Set<Loop> keep) {
        int[] cardinality = variables.stream().mapToInt(CostBound::cardinality).toArray();
        List<int[]> scopes = tables.stream()
                .map(table -> table.scope().stream().mapToInt(variables::indexOf).toArray()).toList();
        return EliminationOrder.of(cardinality, scopes, keep.stream().map(variables::indexOf).toList());
    }

    private Table sumOut(Loop summed, List<Table> parts) {
        Set<Loop> scope = new LinkedHashSet<>();
        parts.forEach(part -> scope.addAll(part.scope()));
        Table joined = new Table(scope, sum(parts));
        bound.check(joined, store.written(joined, summed));
        scope.remove(summed);
        List<Expr> values = new ArrayList<>();
        int last = CostBound.last(summed);
        for (int value = CostBound.first(summed); value <= last; value++) {
            values.add(new Rewriting(Map.of(summed.index(), Expr.of(value))).apply(joined.value()));
        }
        return new Table(scope, LogSum.of(values));
    }

    /** The product of tables on the log scale. */
    static Expr sum(List<Table> tables) {
        return tables.stream().map(Table::value).reduce(Expr::plus).orElse(Expr.of(0));
    }
}
