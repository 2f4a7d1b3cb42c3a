package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.core.PenumbraException;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * What is stored and depends on discrete sites is stored once for each of their values: the Cholesky factor of each
 * component's covariance, not of that of the component of an observation. Reading it is then a subscript. A call for
 * all rows of plates becomes one for each value, still for all rows.
 */
final class Lifting {

    /**
     * An array with one copy for each joint value of some elements.
     *
     * @param copies the copies, one behind the other
     * @param reads the elements, in the indices of the step that stores
     * @param stored where that step stores
     * @param loops of that step
     * @param block how many numbers it stores at once
     */
    private record Lifted(Array copies, List<Element> reads, Expr stored, List<Loop> loops, int block) {
    }

    private final Workspace work;
    private final Reads reads = new Reads();
    private final Facts facts = new Facts();
    private final Map<Array, Lifted> lifted = new HashMap<>();
    private final Map<Array, Integer> writers = new HashMap<>();

    Lifting(Workspace work, List<Recurrence> recurrences) {
        this.work = work;
        recurrences.forEach(one -> one.steps().forEach(step -> writers.merge(step.array(), 1, Integer::sum)));
    }

    /** The recurrences, none of which reads a discrete site any more. */
    List<Recurrence> recurrences(List<Recurrence> joint) {
        return joint.stream().map(one -> new Recurrence(one.steps().stream().map(this::step).toList())).toList();
    }

    private Recurrence.Step step(Recurrence.Step step) {
        return switch (step) {
            case Recurrence.Assignment one -> assignment(one);
            case Recurrence.Invocation call -> invocation(call);
        };
    }

    private Recurrence.Step assignment(Recurrence.Assignment one) {
        Expr value = reading(one.value(), one.loops(), one.array().name());
        List<Element> needed = List.copyOf(reads.of(value));
        if (needed.isEmpty()) {
            return one;
        }
        requireOnce(one.array(), facts.of(value).stored().contains(one.array()), needed);
        Map<Element, Loop> symbols = symbols(needed);
        Array copies = copies(one.array(), needed, one.offset(), one.loops(), 1);
        Rewriting values = values(symbols);
        return new Recurrence.Assignment(with(one.loops(), symbols), copies,
                values.apply(copy(one.array(), needed, one.offset())), values.apply(value));
    }

    private Recurrence.Step invocation(Recurrence.Invocation call) {
        Optional<Recurrence.Rows> rows = call.rows();
        List<Loop> loops = new ArrayList<>(call.loops());
        rows.ifPresent(all -> loops.addAll(all.plates()));
        List<Recurrence.Place> inputs = new ArrayList<>();
        Set<Element> all = new LinkedHashSet<>();
        for (Recurrence.Place place : rows.map(Recurrence.Rows::inputs).orElse(call.inputs())) {
            Element start = (Element) reading(new Element(place.array(), place.offset()), loops, call.array().name());
            inputs.add(new Recurrence.Place(start.array(), start.offset()));
            all.addAll(reads.of(start.offset()));
        }
        List<Element> needed = List.copyOf(all);
        if (needed.isEmpty()) {
            return call;
        }
        requireOnce(call.array(), false, needed);
        Map<Element, Loop> symbols = symbols(needed);
        Expr stored = rows.map(Recurrence.Rows::output).orElse(call.output()).offset();
        Array copies = copies(call.array(), needed, stored, loops,
                rows.map(one -> one.single().resultSize()).orElse(call.function().outputSize()));
        Rewriting values = values(symbols);
        List<Recurrence.Place> read = inputs.stream()
                .map(one -> new Recurrence.Place(one.array(), values.apply(one.offset()))).toList();
        Recurrence.Place output = new Recurrence.Place(copies, values.apply(copy(call.array(), needed, stored)));
        return rows.map(one -> Recurrence.Invocation.of(with(call.loops(), symbols), one.with(read, output)))
                .orElseGet(() -> new Recurrence.Invocation(with(call.loops(), symbols), call.function(), read, output));
    }

    private Map<Element, Loop> symbols(List<Element> needed) {
        Map<Element, Loop> symbols = new LinkedHashMap<>();
        for (Element element : needed) {
            DiscreteSite site = work.site(element.array());
            symbols.put(element, work.loop(site.name(), site.low(), site.high()));
        }
        return symbols;
    }

    private static Rewriting values(Map<Element, Loop> symbols) {
        Map<Expr, Expr> values = new HashMap<>();
        symbols.forEach((element, symbol) -> values.put(element, symbol.index()));
        return new Rewriting(values);
    }

    private static List<Loop> with(List<Loop> loops, Map<Element, Loop> symbols) {
        List<Loop> all = new ArrayList<>(loops);
        all.addAll(symbols.values());
        return all;
    }

    private Array copies(Array array, List<Element> needed, Expr stored, List<Loop> loops, int block) {
        List<Integer> shape = new ArrayList<>(
                needed.stream().map(element -> work.site(element.array()).cardinality()).toList());
        shape.addAll(array.shape());
        Array copies = work.state(array.name(), shape);
        lifted.put(array, new Lifted(copies, needed, stored, loops, block));
        return copies;
    }

    /** A position in the copy that belongs to the values of the elements. */
    private Expr copy(Array array, List<Element> needed, Expr offset) {
        Expr copy = Expr.of(0);
        for (Element element : needed) {
            DiscreteSite site = work.site(element.array());
            copy = copy.times(site.cardinality()).plus(element.minus(site.low()));
        }
        return copy.times(array.size()).plus(offset);
    }

    /**
     * The expression with every read of an array that has copies as a read of the right copy.
     *
     * @param loops around the expression
     * @param name of what the expression is for
     */
    Expr reading(Expr expression, List<Loop> loops, String name) {
        if (facts.of(expression).stored().stream().noneMatch(lifted::containsKey)) {
            return expression;
        }
        Set<Element> found = new HashSet<>();
        collect(expression, new ArrayList<>(loops), found, Collections.newSetFromMap(new IdentityHashMap<>()),
                name);
        Map<Expr, Expr> replacements = new HashMap<>();
        for (Element element : found) {
            Lifted copies = lifted.get(element.array());
            replacements.put(element, new Element(copies.copies(),
                    copy(element.array(), copies.reads(), element.offset())));
        }
        return new Rewriting(replacements).apply(expression);
    }

    private void collect(Expr expression, List<Loop> loops, Set<Element> found, Set<Expr> seen, String name) {
        if (!seen.add(expression)) {
            return;
        }
        switch (expression) {
            case Element element -> {
                Lifted copies = lifted.get(element.array());
                if (copies != null && found.add(element) && !isSameIteration(element.offset(), copies, loops)) {
                    throw refuse(name, copies.reads());
                }
            }
            case Apply apply -> apply.arguments().forEach(argument -> collect(argument, loops, found, seen, name));
            case Sum sum -> {
                loops.add(sum.loop());
                collect(sum.body(), loops, found, seen, name);
                loops.removeLast();
            }
            default -> { }
        }
    }

    /**
     * Whether what is read was stored where the indices that decide on the elements had the values that they have here:
     * these indices count the same in both positions, and what is left of one lies within what is left of the other.
     */
    private boolean isSameIteration(Expr offset, Lifted copies, List<Loop> loops) {
        Set<Index> deciding = new HashSet<>();
        copies.reads().forEach(read -> deciding.addAll(facts.of(read.offset()).indices()));
        Affine here = Affine.of(offset);
        Affine there = Affine.of(copies.stored());
        for (Index index : deciding) {
            if (loops.stream().noneMatch(loop -> loop.index().equals(index))
                    || !here.parts().getOrDefault(index, 0L).equals(there.parts().getOrDefault(index, 0L))) {
                return false;
            }
        }
        long[] read = range(here, deciding, loops);
        long[] stored = range(there, deciding, copies.loops());
        return read != null && stored != null && read[0] >= stored[0] && read[1] < stored[1] + copies.block();
    }

    /** The smallest and the largest value of a position without some indices; null where it is not known. */
    private long[] range(Affine position, Set<Index> without, List<Loop> loops) {
        long[] range = {position.constant(), position.constant()};
        for (Map.Entry<Expr, Long> part : position.parts().entrySet()) {
            if (!without.contains(part.getKey())) {
                Loop loop = loops.stream().filter(one -> one.index().equals(part.getKey())).findFirst().orElse(null);
                if (loop == null) {
                    return null;
                }
                long first = part.getValue() * work.number(loop.lower());
                long last = part.getValue() * work.number(loop.upper());
                range[0] += Math.min(first, last);
                range[1] += Math.max(first, last);
            }
        }
        return range;
    }

    private void requireOnce(Array array, boolean readsItself, List<Element> needed) {
        if (readsItself || writers.get(array) > 1) {
            throw refuse(array.name(), needed);
        }
    }

    private PenumbraException refuse(String name, List<Element> needed) {
        return work.dependent(name, "is stored element by element and", work.site(needed.getFirst().array()),
                "Write it without a subscript, or in a plate.");
    }
}
