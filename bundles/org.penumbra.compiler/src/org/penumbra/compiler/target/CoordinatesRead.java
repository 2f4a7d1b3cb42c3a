package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Turns;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.MissingNumbers;
import org.penumbra.expression.Sum;

/**
 * Which free coordinates the elements of terms read, through stored values too: found by following the expressions, so
 * that nothing is missed; of a choice, all branches count.
 */
public final class CoordinatesRead {

    /** Parts of expressions that are looked at before the analysis is given up: some seconds. */
    private static final long MOST = 30_000_000L;

    private final Layout layout;
    private final Map<Array, BitSet[]> stored = new HashMap<>();
    private final List<int[]> factors = new ArrayList<>();
    private long looked;

    private CoordinatesRead(Layout layout) {
        this.layout = layout;
    }

    /** Subscripts that depend on what is inferred, or too much to look at. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super(null, null, false, false);
        }
    }

    /** @return empty when it cannot be known */
    public static Optional<CoordinatesRead> of(ModelProgram program, Layout layout, List<TermElements> terms) {
        CoordinatesRead reads = new CoordinatesRead(layout);
        Evaluator data = new Evaluator(program.data()::get);
        try {
            program.recurrences().forEach(recurrence -> recurrence.run(data, reads::store));
            for (TermElements term : terms) {
                Turns.run(List.of(term), TermElements::loops, data, (one, at) -> reads.add(one.value(), at));
            }
        } catch (Unknown | MissingNumbers giveUp) {
            return Optional.empty();
        }
        return Optional.of(reads);
    }

    /** For each element of the terms, one after the other, its coordinates. */
    public int[][] factors() {
        return factors.toArray(int[][]::new);
    }

    private void add(Expr value, Evaluator at) {
        BitSet read = none();
        look(value, at, read);
        factors.add(read.stream().toArray());
    }

    /** No coordinates; where there are many, sets of them are what takes time and memory. */
    private BitSet none() {
        looked += layout.dimension() / Long.SIZE;
        return new BitSet(layout.dimension());
    }

    private void store(Recurrence.Step step, Evaluator at) {
        switch (step) {
            case Recurrence.Assignment one -> {
                BitSet read = none();
                look(one.value(), at, read);
                put(one.array(), at.integer(one.offset()), 1, read);
            }
            case Recurrence.Invocation call -> {
                BitSet read = none();
                for (int k = 0; k < call.inputs().size(); k++) {
                    Recurrence.Place place = call.inputs().get(k);
                    int from = at.integer(place.offset());
                    for (int i = 0; i < call.function().inputSizes().get(k); i++) {
                        element(place.array(), from + i, read);
                    }
                }
                put(call.output().array(), at.integer(call.output().offset()), call.function().outputSize(), read);
            }
        }
    }

    private void put(Array array, int from, int count, BitSet read) {
        BitSet[] elements = stored.computeIfAbsent(array, key -> new BitSet[key.size()]);
        for (int i = from; i < from + count; i++) {
            elements[i] = read;
        }
    }

    private void look(Expr expression, Evaluator at, BitSet into) {
        if (++looked > MOST) {
            throw new Unknown();
        }
        switch (expression) {
            case Constant constant -> { }
            case Index index -> { }
            case Element element -> element(element, at, into);
            case Apply apply -> {
                for (Expr argument : apply.arguments()) {
                    look(argument, at, into);
                }
            }
            case Sum sum -> {
                int last = at.integer(sum.loop().upper());
                for (int i = at.integer(sum.loop().lower()); i <= last; i++) {
                    look(sum.body(), at.with(sum.loop().index(), i), into);
                }
            }
        }
    }

    private void element(Element element, Evaluator at, BitSet into) {
        if (element.array().role() == Array.Role.DATA) {
            return;
        }
        int offset;
        try {
            offset = at.integer(element.offset());
        } catch (IndexOutOfBoundsException | MissingNumbers depends) {
            throw new Unknown();
        }
        element(element.array(), offset, into);
    }

    /** An element outside of its array stands in a branch that is not taken there. */
    private void element(Array array, int offset, BitSet into) {
        looked++;
        if (array.role() == Array.Role.FREE && offset >= 0 && offset < array.size()) {
            into.set(layout.freeBase().get(array) + offset);
        } else if (array.role() == Array.Role.STATE) {
            BitSet[] elements = stored.getOrDefault(array, new BitSet[0]);
            if (offset >= 0 && offset < elements.length && elements[offset] != null) {
                into.or(elements[offset]);
            }
        }
    }
}
