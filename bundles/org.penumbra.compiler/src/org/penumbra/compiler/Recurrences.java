package org.penumbra.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.gradient.Backward;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** Recurrences on their way to code: optimised, as stages that store their values, and as sweeps backwards. */
final class Recurrences {

    private Recurrences() {
    }

    static List<Recurrence> optimized(List<Recurrence> recurrences, Optimizer optimizer) {
        return recurrences.stream().map(recurrence -> new Recurrence(
                recurrence.steps().stream().map(one -> optimized(one, optimizer)).toList())).toList();
    }

    private static Recurrence.Step optimized(Recurrence.Step step, Optimizer optimizer) {
        List<Loop> loops = step.loops().stream().map(optimizer::optimize).toList();
        return switch (step) {
            case Recurrence.Assignment assignment -> new Recurrence.Assignment(loops, assignment.array(),
                    optimizer.optimize(assignment.offset()), optimizer.optimize(assignment.value()));
            case Recurrence.Invocation call -> new Recurrence.Invocation(loops, call.function(),
                    call.inputs().stream().map(place -> optimized(place, optimizer)).toList(),
                    optimized(call.output(), optimizer));
        };
    }

    private static Recurrence.Place optimized(Recurrence.Place place, Optimizer optimizer) {
        return new Recurrence.Place(place.array(), optimizer.optimize(place.offset()));
    }

    /** One stage for each recurrence whose values are read by the given stages or by what these need. */
    static List<Stage> stagesFor(List<Stage> readers, List<Recurrence> recurrences, Facts facts) {
        Set<Array> needed = new HashSet<>();
        readers.forEach(stage -> addReads(stage, needed, facts));
        List<Stage> stages = new ArrayList<>();
        for (Recurrence recurrence : recurrences.reversed()) {
            if (recurrence.steps().stream().anyMatch(step -> needed.contains(step.array()))) {
                Stage stage = Stage.sequential(recurrence.steps().stream().map(Recurrences::effect).toList());
                addReads(stage, needed, facts);
                stages.addFirst(stage);
            }
        }
        return stages;
    }

    private static void addReads(Stage stage, Set<Array> needed, Facts facts) {
        for (Expr wanted : stage.wanted()) {
            needed.addAll(facts.of(wanted).stored());
        }
        for (Effect effect : stage.effects()) {
            effect.needed().forEach(value -> needed.addAll(facts.of(value).stored()));
            if (effect instanceof Invoke call) {
                call.inputs().forEach(place -> needed.add(place.array()));
                call.adjoints().ifPresent(backwards -> needed.add(call.output().array()));
            }
        }
    }

    private static Effect effect(Recurrence.Step step) {
        return switch (step) {
            case Recurrence.Assignment one -> new Scatter(one.loops(), one.array(), one.offset(), one.value());
            case Recurrence.Invocation call -> new Invoke(call.loops(), call.function(), call.inputs(), call.output(),
                    Optional.empty());
        };
    }

    static List<Backward> backward(List<Recurrence> recurrences, Optimizer optimizer) {
        return recurrences.stream().map(Backward::of).map(backward -> new Backward(
                backward.steps().stream().map(one -> optimized(one, optimizer)).toList())).toList();
    }
}
