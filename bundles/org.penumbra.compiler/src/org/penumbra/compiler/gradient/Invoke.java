package org.penumbra.compiler.gradient;

import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Calls an array function, forwards or backwards.
 *
 * @param path loops, outermost first
 * @param function what is called
 * @param inputs where its input blocks are
 * @param output where its output block is
 * @param adjoints where the derivatives are when it is called backwards; empty when forwards
 */
public record Invoke(List<Loop> path, ArrayFunction function, List<Place> inputs, Place output,
        Optional<Adjoints> adjoints) implements Effect {

    public Invoke {
        path = List.copyOf(path);
        inputs = List.copyOf(inputs);
    }

    /**
     * @param output derivatives by the output
     * @param inputs derivatives by each input; empty where they are not wanted
     */
    public record Adjoints(Array output, List<Optional<Array>> inputs) {

        public Adjoints {
            inputs = List.copyOf(inputs);
        }
    }

    @Override
    public Invoke inner() {
        return new Invoke(path.subList(1, path.size()), function, inputs, output, adjoints);
    }

    @Override
    public List<Expr> needed() {
        return List.of();
    }

    @Override
    public String toString() {
        String loops = path.isEmpty() ? "" : "for " + path + ": ";
        return loops + function.name() + (adjoints.isPresent() ? " backwards " : " ") + inputs + " -> " + output;
    }
}
