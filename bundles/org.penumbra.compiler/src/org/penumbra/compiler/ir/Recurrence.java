package org.penumbra.compiler.ir;

import java.util.List;
import java.util.function.BiConsumer;
import org.penumbra.expression.Array;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Values that are computed one after the other: one statement of the text, which assigns elements in the order of its
 * loops. A model has them in the order of the text; each may read what was assigned before.
 *
 * @param assignments in the order in which one iteration makes them; several stand in one outermost loop
 */
public record Recurrence(List<Assignment> assignments) {

    public Recurrence {
        assignments = List.copyOf(assignments);
    }

    /**
     * @param loops around it, outermost first; empty for a single element
     * @param array what is assigned to
     * @param offset integer-valued position of the element
     * @param value may read elements that were assigned before
     */
    public record Assignment(List<Loop> loops, Array array, Expr offset, Expr value) {

        public Assignment {
            loops = List.copyOf(loops);
        }
    }

    /**
     * Every assignment in the order in which it is made: those that share a loop take turns in it.
     *
     * @param start an evaluator outside of all loops
     * @param action gets the assignment and an evaluator in which the indices of its loops have values
     */
    public void run(Evaluator start, BiConsumer<Assignment, Evaluator> action) {
        Turns.run(assignments, Assignment::loops, start, action);
    }

    /** Whether this assigns elements of an array. */
    public boolean assigns(Array array) {
        return assignments.stream().anyMatch(assignment -> assignment.array().equals(array));
    }
}
