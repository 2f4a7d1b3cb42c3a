package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.RowSource;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.expression.Array;
import org.penumbra.expression.Loop;

/**
 * A program with all that depends on data alone as tables, so that a row of a minibatch is copied from them and not
 * computed again in every step.
 *
 * @param terms of the log density, loops and values folded
 * @param recurrences the same
 * @param data those of the program and the tables
 */
record FoldedProgram(List<Term> terms, List<Recurrence> recurrences, Map<Array, double[]> data,
        Map<Array, RowSource> streams, Facts facts) {

    static FoldedProgram of(ModelProgram program) {
        Map<Array, double[]> data = new HashMap<>(program.data());
        Optimizer optimizer = new Optimizer(data);
        List<Recurrence> recurrences = program.recurrences().stream().map(recurrence -> new Recurrence(
                recurrence.steps().stream().map(step -> folded(step, optimizer)).toList())).toList();
        List<Term> terms = new ArrayList<>();
        for (Term term : program.terms()) {
            List<Loop> loops = term.loops().stream().map(optimizer::optimize).toList();
            terms.add(new Term(term.site(), term.location(), loops, optimizer.bind(term.value()), List.of()));
        }
        return new FoldedProgram(terms, recurrences, data, program.streams(), optimizer.facts());
    }

    private static Recurrence.Step folded(Recurrence.Step step, Optimizer optimizer) {
        List<Loop> loops = step.loops().stream().map(optimizer::optimize).toList();
        return switch (step) {
            case Recurrence.Assignment one -> new Recurrence.Assignment(loops, one.array(),
                    optimizer.bind(one.offset()), optimizer.bind(one.value()));
            case Recurrence.Invocation call -> call.with(loops, place -> folded(place, optimizer));
        };
    }

    private static Recurrence.Place folded(Recurrence.Place place, Optimizer optimizer) {
        return new Recurrence.Place(place.array(), optimizer.bind(place.offset()));
    }
}
