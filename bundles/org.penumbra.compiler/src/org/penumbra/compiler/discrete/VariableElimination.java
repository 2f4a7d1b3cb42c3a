package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Sums single variables out of a product of tables, one after the other (Zhang and Poole 1994). A table is an
 * expression of its variables' indices; summing one out writes the expression once for each value.
 */
final class VariableElimination {

    /** A variable with more values is summed over by a function, not by code for each of them. */
    static final int MOST_WRITTEN = 10;

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

        /**
         * What is used in the place of a table.
         *
         * @param last whether no further variable is summed out
         */
        Table keep(Table table, boolean last);

        /** How many entries of a table become code when a variable is summed out of it. */
        double written(Table joined, Loop summed);

        /** The log of the sum over a variable with many values; the table is over the other variables in its scope. */
        Expr longSum(Table joined, Loop summed, List<Loop> scope);
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
        scope.remove(summed);
        if (CostBound.cardinality(summed) > MOST_WRITTEN || isLong(joined.value())) {
            bound.check(joined, 1);
            return new Table(scope, store.longSum(joined, summed, List.copyOf(scope)));
        }
        bound.check(joined, store.written(joined, summed));
        List<Expr> values = new ArrayList<>();
        int last = CostBound.last(summed);
        for (int value = CostBound.first(summed); value <= last; value++) {
            values.add(new Rewriting(Map.of(summed.index(), Expr.of(value))).apply(joined.value()));
        }
        return new Table(scope, LogSum.of(values));
    }

    /**
     * Whether writing the table out would repeat long work: each number that is stored, as those of a network are, gets
     * a derivative of its own, in which all values of the table would be summed up anew.
     */
    private static boolean isLong(Expr value) {
        Facts facts = new Facts();
        return !facts.of(value).stored().isEmpty()
                && sumsStored(value, facts, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean sumsStored(Expr value, Facts facts, Set<Expr> seen) {
        return seen.add(value) && switch (value) {
            case Sum sum -> !facts.of(sum.body()).stored().isEmpty();
            case Apply apply -> apply.arguments().stream().anyMatch(argument -> sumsStored(argument, facts, seen));
            default -> false;
        };
    }

    /** The product of tables on the log scale. */
    static Expr sum(List<Table> tables) {
        return tables.stream().map(Table::value).reduce(Expr::plus).orElse(Expr.of(0));
    }
}
