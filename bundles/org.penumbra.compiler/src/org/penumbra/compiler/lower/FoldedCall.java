package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.penumbra.compiler.ir.Recurrence.Invocation;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.compiler.ir.Recurrence.Rows;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * One call for all rows of plates in place of a call in each: a product of matrices in place of many products of a
 * vector and a matrix. The plates become the first axes of the inputs that vary with them and of the output.
 *
 * @param plates that are rows of the call, outermost first
 * @param single what the call does for one row
 * @param varying positions of the inputs that differ from row to row
 * @param function what it does for all
 * @param blocks the inputs, those that vary with rows for all rows
 * @param around loops in each iteration of which there is a call
 */
record FoldedCall(List<Loop> plates, Batched single, Set<Integer> varying, ArrayFunction function,
        List<InputBlock> blocks, List<Loop> around) {

    /**
     * The call with as many of the innermost loops folded into it as the function takes.
     *
     * @param around all loops that inputs vary with, outermost first; their ends are constants
     * @param isRow whether the iterations of a loop are rows for a block
     * @return empty when no loop can be folded
     */
    static Optional<FoldedCall> of(ArrayFunction function, List<InputBlock> blocks, List<Loop> around,
            BiPredicate<Loop, InputBlock> isRow) {
        Optional<FoldedCall> best = Optional.empty();
        if (function instanceof Batched single) {
            for (int from = around.size() - 1; from >= 0; from--) {
                Loop loop = around.get(from);
                if (!blocks.stream().allMatch(block -> isRow.test(loop, block))) {
                    return best;
                }
                Optional<FoldedCall> wider = folded(single, blocks, around, from);
                if (wider.isEmpty()) {
                    return best;
                }
                best = wider;
            }
        }
        return best;
    }

    private static Optional<FoldedCall> folded(Batched single, List<InputBlock> blocks, List<Loop> around, int from) {
        List<Loop> plates = around.subList(from, around.size());
        int rows = new Stored(plates, 1).size();
        Set<Integer> varying = new HashSet<>();
        List<InputBlock> folded = new ArrayList<>();
        for (InputBlock block : blocks) {
            if (block.variesWith(plates)) {
                varying.add(folded.size());
            }
            folded.add(block.variesWith(plates) ? block.over(plates) : block);
        }
        return rows == 0 ? Optional.empty() : single.rows(rows, varying)
                .map(all -> new FoldedCall(plates, single, varying, all, folded, around.subList(0, from)));
    }

    /**
     * The call.
     *
     * @param first where the inputs of the first row are
     * @param name of the array that is made
     */
    Invocation invocation(List<Place> first, String name) {
        List<Place> inputs = new ArrayList<>();
        for (int k = 0; k < first.size(); k++) {
            Place place = first.get(k);
            inputs.add(varying.contains(k) ? new Place(place.array(), place.offset().plus(row()
                    .times(single.inputSizes().get(k)))) : place);
        }
        Stored all = new Stored(around, function.outputSize());
        Array array = new Array(name, Array.Role.STATE, all.shape());
        return Invocation.of(around, new Rows(plates, single, varying, inputs, new Place(array, start())));
    }

    /** The number of the row that the plates are at, counted from 0. */
    private Expr row() {
        return new Stored(plates, 1).start();
    }

    private Expr start() {
        return new Stored(around, function.outputSize()).start().plus(row().times(single.resultSize()));
    }

    /** The result of the row that the plates are at. */
    Value value(Array output, List<Integer> shape) {
        Expr start = start();
        return new Value(shape, at -> new Element(output, start.plus(Shapes.offset(shape, at))));
    }
}
