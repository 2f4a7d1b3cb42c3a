package org.penumbra.compiler.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
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
     * @param rows what it does for each row, where it is one call for all rows of plates
     */
    public record Invocation(List<Loop> loops, ArrayFunction function, List<Place> inputs, Place output,
            Optional<Rows> rows) implements Step {

        public Invocation {
            loops = List.copyOf(loops);
            inputs = List.copyOf(inputs);
        }

        /** A call that does not stand for many. */
        public Invocation(List<Loop> loops, ArrayFunction function, List<Place> inputs, Place output) {
            this(loops, function, inputs, output, Optional.empty());
        }

        /** One call for all rows of plates, whose ends are constants. */
        public static Invocation of(List<Loop> loops, Rows rows) {
            return new Invocation(loops, rows.function(), rows.inputs().stream().map(rows::first).toList(),
                    rows.first(rows.output()), Optional.of(rows));
        }

        /** The same with its places rewritten, and loops that run as the others did. */
        public Invocation with(List<Loop> others, UnaryOperator<Place> rewrite) {
            return new Invocation(others, function, inputs.stream().map(rewrite).toList(), rewrite.apply(output),
                    rows.map(one -> one.with(one.plates(), rewrite)));
        }

        @Override
        public Array array() {
            return output.array();
        }
    }

    /**
     * A call in each iteration of plates that is made for all of them at once: the blocks of the rows lie one behind
     * the other.
     *
     * @param plates that run over the rows, outermost first, with constant ends
     * @param single what is called for one row
     * @param varying positions of the inputs that differ from row to row
     * @param inputs where the input blocks of the row are that the plates are at
     * @param output where the result of that row starts
     */
    public record Rows(List<Loop> plates, Batched single, Set<Integer> varying, List<Place> inputs, Place output) {

        public Rows {
            plates = List.copyOf(plates);
            varying = Set.copyOf(varying);
            inputs = List.copyOf(inputs);
        }

        ArrayFunction function() {
            long rows = 1;
            for (Loop plate : plates) {
                rows *= (long) (number(plate.upper()) - number(plate.lower()) + 1);
            }
            return single.rows(Math.toIntExact(rows), varying).orElseThrow();
        }

        private static double number(Expr end) {
            return end.constantValue().orElseThrow();
        }

        /** The place that belongs to the first row. */
        Place first(Place place) {
            Map<Index, Expr> starts = new HashMap<>();
            plates.forEach(plate -> starts.put(plate.index(), plate.lower()));
            return new Place(place.array(), new Substitution(starts).apply(place.offset()));
        }

        /** The same for other blocks. */
        public Rows with(List<Place> otherInputs, Place otherOutput) {
            return new Rows(plates, single, varying, otherInputs, otherOutput);
        }

        /** The same with its places rewritten, and plates that run as the others did. */
        public Rows with(List<Loop> others, UnaryOperator<Place> rewrite) {
            return new Rows(others, single, varying, inputs.stream().map(rewrite).toList(), rewrite.apply(output));
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
