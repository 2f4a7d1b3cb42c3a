package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.function.LogSumExp;

/** Calls of array functions while sites are summed out: the inputs are stored, the function's first number is read. */
final class StoredSums {

    /** Numbers that one array may keep. */
    private static final double MOST_NUMBERS = 5e7;

    private final Workspace work;
    private final CostBound bound;
    private final Facts facts = new Facts();

    StoredSums(Workspace work, CostBound bound) {
        this.work = work;
        this.bound = bound;
    }

    /**
     * log sum exp of a value over the values of one variable.
     *
     * @param loops around it; what the value does not depend on is left out
     * @param steps gets what has to be done before
     */
    Expr logSumExp(List<Loop> loops, Loop summed, Expr value, List<Recurrence.Step> steps) {
        List<Loop> around = used(loops, List.of(value));
        int size = CostBound.cardinality(summed);
        Array terms = array("terms", around, size);
        List<Loop> all = new ArrayList<>(around);
        all.add(summed);
        steps.add(new Recurrence.Assignment(all, terms,
                start(around, size).plus(summed.index().minus(summed.lower())), value));
        return call(around, new LogSumExp(size), List.of(new Recurrence.Place(terms, start(around, size))), steps);
    }

    /** Those of the loops that some value depends on. */
    List<Loop> used(List<Loop> loops, List<Expr> values) {
        return loops.stream().filter(loop -> values.stream().anyMatch(value -> facts.dependsOn(value, loop.index())))
                .toList();
    }

    /** The first number of what a function makes of its inputs. */
    Expr call(List<Loop> around, ArrayFunction function, List<Recurrence.Place> inputs,
            List<Recurrence.Step> steps) {
        Array output = array(function.name(), around, function.outputSize());
        Expr start = start(around, function.outputSize());
        steps.add(new Recurrence.Invocation(around, function, inputs, new Recurrence.Place(output, start)));
        return new Element(output, start);
    }

    /** One block of numbers for each iteration of the loops. */
    Array array(String name, List<Loop> around, int block) {
        List<Integer> shape = new ArrayList<>(around.stream().map(CostBound::cardinality).toList());
        shape.add(block);
        if (shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b) > MOST_NUMBERS) {
            throw bound.tooLarge("more than " + (long) MOST_NUMBERS + " numbers to be kept at once");
        }
        return work.state(name, shape);
    }

    /** Where the block begins that belongs to where the loops are. */
    static Expr start(List<Loop> around, int block) {
        Expr start = Expr.of(0);
        for (Loop loop : around) {
            start = start.times(CostBound.cardinality(loop)).plus(loop.index().minus(loop.lower()));
        }
        return start.times(block);
    }
}
