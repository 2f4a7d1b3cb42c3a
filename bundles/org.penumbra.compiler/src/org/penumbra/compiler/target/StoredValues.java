package org.penumbra.compiler.target;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Array;
import org.penumbra.expression.Evaluator;

/** What recurrences store, by the slow evaluator: computed the first time that one of them is read. */
final class StoredValues {

    private final ModelProgram program;
    private final Function<Array, double[]> arrays;
    private Map<Array, double[]> stored;

    private StoredValues(ModelProgram program, Function<Array, double[]> arrays) {
        this.program = program;
        this.arrays = arrays;
    }

    /** An evaluator of the program's expressions, recurrences included. */
    static Evaluator evaluator(ModelProgram program, Function<Array, double[]> arrays) {
        return new Evaluator(new StoredValues(program, arrays)::get);
    }

    private double[] get(Array array) {
        if (array.role() != Array.Role.STATE) {
            return arrays.apply(array);
        }
        if (stored == null) {
            stored = new HashMap<>();
            for (Recurrence recurrence : program.recurrences()) {
                recurrence.run(new Evaluator(this::get), (assignment, at) ->
                        get(assignment.array())[at.integer(assignment.offset())] = at.evaluate(assignment.value()));
            }
        }
        return stored.computeIfAbsent(array, key -> new double[key.size()]);
    }
}
