package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.FoldedRows;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Recurrence.Invocation;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * A call that is made once for all rows of a plate, of which a minibatch wants it for a few: the extent of that plate
 * is the number of rows that are drawn.
 *
 * @param step the call
 * @param fold its function
 * @param choice the plate
 */
record BatchedCall(Invocation step, FoldedRows fold, Choice choice) {

    /** Empty for what is no such call; a call in each row is cut with its loop. */
    static Optional<BatchedCall> of(Recurrence.Step step, Map<Index, Choice> choices) {
        if (!(step instanceof Invocation call) || !(call.function() instanceof FoldedRows fold)
                || call.loops().stream().anyMatch(loop -> choices.containsKey(loop.index()))) {
            return Optional.empty();
        }
        List<Choice> cut = fold.plates().stream().map(loop -> choices.get(loop.index()))
                .filter(choice -> choice != null).toList();
        if (cut.size() > 1) {
            throw new Obstacle("'" + fold.name() + "' is one call for the rows of two plates");
        }
        return cut.stream().findFirst().map(choice -> new BatchedCall(call, fold, choice));
    }

    /** All loops that tell a row of the output. */
    List<Loop> loops() {
        List<Loop> loops = new ArrayList<>(step.loops());
        loops.addAll(fold.plates());
        return loops;
    }

    /** Where the result of the row is that the loops are at. */
    Expr row() {
        return row(step.output().offset(), fold.single().resultSize());
    }

    private Expr row(Expr start, int size) {
        Expr row = Expr.of(0);
        for (Loop plate : fold.plates()) {
            row = row.times(extent(plate)).plus(plate.index().minus(plate.lower()));
        }
        return start.plus(row.times(size));
    }

    private static int extent(Loop loop) {
        return (int) (((Constant) loop.upper()).value() - ((Constant) loop.lower()).value()) + 1;
    }

    private FoldedRows function() {
        List<Loop> plates = new ArrayList<>();
        int rows = 1;
        for (Loop plate : fold.plates()) {
            boolean isCut = plate.index().equals(choice.index());
            plates.add(isCut ? plate.between(Expr.of(1), Expr.of(choice.rows())) : plate);
            rows *= isCut ? choice.rows() : extent(plate);
        }
        return fold.with(plates, rows).orElseThrow(() -> new Obstacle("'" + fold.name()
                + "' cannot be called for a few rows"));
    }

    /** Elements of the output array of the minibatch. */
    int outputSize() {
        FoldedRows few = function();
        int calls = step.array().size() / fold.outputSize();
        if (calls > 1 && (long) few.outputSize() * choice.loop().size() != (long) fold.outputSize() * choice.rows()) {
            throw new Obstacle("'" + fold.name() + "' keeps more than its rows in each iteration of a loop");
        }
        return calls * few.outputSize();
    }

    /** The call for the rows of the minibatch. */
    Invocation few(RowExpressions rows, StoredRows stored) {
        fold.plates().forEach(rows::enter);
        stored.declare(this, rows);
        List<Place> inputs = new ArrayList<>();
        for (int k = 0; k < step.inputs().size(); k++) {
            Place input = step.inputs().get(k);
            inputs.add(fold.varying().contains(k) ? first(input, fold.single().inputSizes().get(k), rows)
                    : rows.place(input));
        }
        return new Invocation(step.loops(), function(), inputs,
                first(step.output(), fold.single().resultSize(), rows));
    }

    /** Where the blocks of all rows start: that of the first row. */
    private Place first(Place all, int size, RowExpressions rows) {
        Element row = (Element) rows.apply(new Element(all.array(), row(all.offset(), size)));
        if (row.array().equals(all.array())) {
            throw new Obstacle("'" + fold.name() + "' is given '" + all.array().name()
                    + "', whose rows do not lie one behind the other");
        }
        Map<Index, Expr> firsts = new HashMap<>();
        fold.plates().forEach(plate -> firsts.put(plate.index(),
                plate.index().equals(choice.index()) ? Expr.of(1) : plate.lower()));
        return new Place(row.array(), new Substitution(firsts).apply(row.offset()));
    }
}
