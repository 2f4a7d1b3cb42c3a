package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.core.Workers;
import org.penumbra.expression.Array;

/**
 * A program that first reports values and later, for the same input but for what only the derivatives are weighted
 * with, adds derivatives: what recurrences store is computed once for both.
 *
 * @param values stores and reports
 * @param slopes reads what is stored, and adds derivatives
 */
public record TwoPhases(CompiledProgram values, CompiledProgram slopes) {

    /** Code of both for one thread, with memory in common. */
    public record Instance(Compiled values, Compiled slopes) {
    }

    /**
     * @param whole stages of the values and then of the slopes
     * @param first number of the stages of the values
     * @param wanted so many of the first inputs are differentiated by
     */
    public static TwoPhases of(Program whole, int first, int wanted, Vectors vectors) {
        List<Stage> stages = FreeBlocks.inPlace(whole);
        List<Stage> slopes = stages.subList(first, stages.size()).stream().map(stage -> wanted(stage, whole, wanted))
                .toList();
        return new TwoPhases(part(whole, stages.subList(0, first)).compile(vectors),
                part(whole, slopes).compile(vectors));
    }

    private static Program part(Program whole, List<Stage> stages) {
        return new Program(null, stages, whole.data(), whole.freeBase(), whole.facts(), whole.batch());
    }

    private static Stage wanted(Stage stage, Program whole, int wanted) {
        List<Effect> effects = new ArrayList<>();
        for (Effect effect : stage.effects()) {
            switch (effect) {
                case Scatter scatter when scatter.array() == null && scatter.base() >= wanted -> { }
                case Scatter scatter -> effects.add(scatter);
                case Invoke call -> effects.add(new Invoke(call.path(), call.function(), call.inputs(), call.output(),
                        call.adjoints().map(adjoints -> new Invoke.Adjoints(adjoints.output(), adjoints.inputs()
                                .stream().map(input -> input.filter(array -> isWanted(array, whole, wanted)))
                                .toList()))));
            }
        }
        return new Stage(stage.wanted(), effects, stage.sequential());
    }

    private static boolean isWanted(Array derivative, Program whole, int wanted) {
        return derivative.role() != Array.Role.FREE || whole.freeBase().get(derivative) < wanted;
    }

    /** Instances for the rows of a minibatch. */
    public Instance newInstance(BatchRows rows, Workers workers) {
        SharedMemory memory = new SharedMemory();
        return new Instance(values.newInstance(rows, workers, memory), slopes.newInstance(rows, workers, memory));
    }
}
