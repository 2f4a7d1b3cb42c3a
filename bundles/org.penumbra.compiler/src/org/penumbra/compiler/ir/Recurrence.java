package org.penumbra.compiler.ir;

import java.util.List;
import java.util.function.BiConsumer;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Values that are computed one after the other and stored. A model has them in the order of the text; each may read
 * what was stored before.
 *
 * @param steps in the order in which one iteration makes them; several stand in one outermost loop
 */
public record Recurrence(List<Step> steps) {

    public Recurrence {
        steps = List.copyOf(steps);
    }

    /** Something that stores values in every iteration of the loops around it. */
    public sealed interface Step {

        /** Outermost first; empty for what is done once. */
        List<Loop> loops();

        /** Where values are stored. */
        Array array();
    }

    /**
     * Stores one element.
     *
     * @param loops around it, outermost first; empty for a single element
     * @param array what is assigned to
     * @param offset integer-valued position of the element
     * @param value may read elements that were stored before
     */
    public record Assignment(List<Loop> loops, Array array, Expr offset, Expr value) implements Step {

        public Assignment {
            loops = List.copyOf(loops);
        }
    }

    /**
     * Stores what a function makes of blocks that were stored before.
     *
     * @param loops around it, outermost first
     * @param function what is called
     * @param inputs where its input blocks are: data, or stored
     * @param output where its output block is stored
     */
    public record Invocation(List<Loop> loops, ArrayFunction function, List<Place> inputs, Place output)
            implements Step {

        public Invocation {
            loops = List.copyOf(loops);
            inputs = List.copyOf(inputs);
        }

        @Override
        public Array array() {
            return output.array();
        }
    }

    /**
     * Where a block of numbers starts.
     *
     * @param offset integer-valued
     */
    public record Place(Array array, Expr offset) {
    }

    /**
     * Every step in the order in which it is made: those that share a loop take turns in it.
     *
     * @param start an evaluator outside of all loops
     * @param action gets the step and an evaluator in which the indices of its loops have values
     */
    public void run(Evaluator start, BiConsumer<Step, Evaluator> action) {
        Turns.run(steps, Step::loops, start, action);
    }

    /** Whether this stores elements of an array. */
    public boolean assigns(Array array) {
        return steps.stream().anyMatch(step -> step.array().equals(array));
    }
}
