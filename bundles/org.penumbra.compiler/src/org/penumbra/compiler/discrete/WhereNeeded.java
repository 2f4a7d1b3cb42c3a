package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.discrete.VariableElimination.Table;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** Tables are computed in the place where they are used; only sums over many values are stored before. */
final class WhereNeeded implements VariableElimination.Store {

    private final List<Loop> around;
    private final StoredSums sums;
    private final List<Recurrence> recurrences;

    /**
     * @param around loops and symbols around the variables, outermost first
     * @param recurrences gets what is stored
     */
    WhereNeeded(List<Loop> around, StoredSums sums, List<Recurrence> recurrences) {
        this.around = List.copyOf(around);
        this.sums = sums;
        this.recurrences = recurrences;
    }

    @Override
    public Table keep(Table table, boolean last) {
        return table;
    }

    @Override
    public double written(Table joined, Loop summed) {
        return joined.scope().stream().mapToDouble(CostBound::cardinality).reduce(1, (a, b) -> a * b);
    }

    @Override
    public Expr longSum(Table joined, Loop summed, List<Loop> scope) {
        List<Loop> loops = new ArrayList<>(around);
        loops.addAll(scope);
        List<Recurrence.Step> steps = new ArrayList<>();
        Expr sum = sums.logSumExp(loops, summed, joined.value(), steps);
        steps.forEach(step -> recurrences.add(new Recurrence(List.of(step))));
        return sum;
    }
}
