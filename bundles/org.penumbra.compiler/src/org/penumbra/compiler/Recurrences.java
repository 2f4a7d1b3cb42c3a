package org.penumbra.compiler;

import java.util.List;
import org.penumbra.compiler.gradient.Backward;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Optimizer;

/** Recurrences on their way to code: optimised, as stages that store their values, and as sweeps backwards. */
final class Recurrences {

    private Recurrences() {
    }

    static List<Recurrence> optimized(List<Recurrence> recurrences, Optimizer optimizer) {
        return recurrences.stream().map(recurrence -> new Recurrence(
                recurrence.assignments().stream().map(one -> optimized(one, optimizer)).toList())).toList();
    }

    private static Recurrence.Assignment optimized(Recurrence.Assignment assignment, Optimizer optimizer) {
        return new Recurrence.Assignment(assignment.loops().stream().map(optimizer::optimize).toList(),
                assignment.array(), optimizer.optimize(assignment.offset()), optimizer.optimize(assignment.value()));
    }

    /** One stage for each recurrence, in the order of the text. */
    static List<Stage> stages(List<Recurrence> recurrences) {
        return recurrences.stream().map(recurrence -> new Stage(List.of(), recurrence.assignments().stream()
                .map(one -> new Scatter(one.loops(), one.array(), one.offset(), one.value())).toList())).toList();
    }

    static List<Backward> backward(List<Recurrence> recurrences, Optimizer optimizer) {
        return recurrences.stream().map(Backward::of).map(backward -> new Backward(
                backward.assignments().stream().map(one -> optimized(one, optimizer)).toList())).toList();
    }
}
