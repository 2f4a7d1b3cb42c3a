package org.penumbra.compiler.target;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Evaluator;

/** What recurrences store, by the slow evaluator: those that are needed, the first time that one of them is read. */
final class StoredValues {

    private final List<Recurrence> recurrences;
    private final Function<Array, double[]> arrays;
    private final Map<Array, double[]> stored = new HashMap<>();
    private final Set<Integer> done = new HashSet<>();
    private final Set<Array> given;
    /** A recurrence may read what earlier ones store; later ones have not begun. */
    private int running;

    private StoredValues(ModelProgram program, Function<Array, double[]> arrays, Map<Array, double[]> given) {
        this.stored.putAll(given);
        this.given = given.keySet();
        this.recurrences = program.recurrences();
        this.arrays = arrays;
        this.running = recurrences.size();
    }

    /** An evaluator of the program's expressions, recurrences included. */
    static Evaluator evaluator(ModelProgram program, Function<Array, double[]> arrays) {
        return evaluator(program, arrays, Map.of());
    }

    /** @param given stored values that are known, so that they need not be computed */
    static Evaluator evaluator(ModelProgram program, Function<Array, double[]> arrays, Map<Array, double[]> given) {
        return new Evaluator(new StoredValues(program, arrays, given)::get);
    }

    private double[] get(Array array) {
        if (array.role() != Array.Role.STATE) {
            return arrays.apply(array);
        }
        for (int k = 0; k < running && !given.contains(array); k++) {
            if (!done.contains(k) && recurrences.get(k).assigns(array)) {
                run(k);
            }
        }
        return stored.computeIfAbsent(array, key -> new double[key.size()]);
    }

    private void run(int number) {
        done.add(number);
        int before = running;
        running = number;
        recurrences.get(number).run(new Evaluator(this::get), (step, at) -> {
            switch (step) {
                case Recurrence.Assignment one -> assign(one, at);
                case Recurrence.Invocation call -> invoke(call, at);
            }
        });
        running = before;
    }

    private void assign(Recurrence.Assignment one, Evaluator at) {
        if (!given.contains(one.array())) {
            get(one.array())[at.integer(one.offset())] = at.evaluate(one.value());
        }
    }

    private void invoke(Recurrence.Invocation call, Evaluator at) {
        ArrayFunction function = call.function().forThread();
        double[][] in = call.inputs().stream().map(place -> get(place.array())).toArray(double[][]::new);
        int[] start = call.inputs().stream().mapToInt(place -> at.integer(place.offset())).toArray();
        function.forward(in, start, get(call.array()), at.integer(call.output().offset()),
                new double[function.workSize()]);
    }
}
