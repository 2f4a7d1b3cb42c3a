package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.discrete.VariableElimination.Table;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * The forward algorithm (Rabiner 1989, section III) on the log scale, for any number of sites and any fixed distance:
 * after each step a message, a table over the elements that later factors still read, holds the sum over all others.
 * Steps that look alike are one loop of a recurrence.
 */
final class ChainElimination {

    /** An element, by its age: how many steps it lies back. */
    private record Variable(Array site, int age) {
        Variable older() {
            return new Variable(site, age + 1);
        }
    }

    /** What a step does: steps of the same shape differ in nothing but the time. */
    private record Shape(List<Chain.Link> links, Set<Variable> before, Set<Variable> fresh, Set<Variable> after) {
    }

    /** Consecutive times whose steps have one shape. */
    private record Segment(Shape shape, int from, int to) {
    }

    private final Chain chain;
    private final Workspace work;
    private final CostBound bound;
    private final List<Recurrence> recurrences;
    private final int length;
    private final List<Segment> segments;
    private final List<Loop> around;

    /** @param recurrences the steps are added to it */
    ChainElimination(Chain chain, List<Loop> around, Workspace work, CostBound bound, List<Recurrence> recurrences) {
        this.chain = chain;
        this.work = work;
        this.bound = bound;
        this.recurrences = recurrences;
        this.length = chain.lengths().values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        this.segments = segments();
        this.around = around;
    }

    /** Entries of the largest message. */
    private double entries() {
        return segments.stream().mapToDouble(segment -> segment.shape().after().stream()
                .mapToDouble(variable -> work.site(variable.site()).cardinality()).reduce(1, (a, b) -> a * b)).max()
                .orElseThrow();
    }

    /** Whether every message is small enough to be kept. */
    boolean isFeasible() {
        return entries() <= CostBound.LARGEST_TABLE;
    }

    private String name() {
        return chain.lengths().keySet().stream().map(Array::name).reduce((a, b) -> a + "," + b).orElseThrow();
    }

    /** The logarithm of the sum: the message after the last step. */
    Expr sum() {
        Messages messages = new Messages(name(), length, (int) entries(), Messages.used(around, chain), work, bound);
        segments.forEach(segment -> steps(segment, messages));
        return messages.last();
    }

    private List<Segment> segments() {
        List<Segment> found = new ArrayList<>();
        int start = 1;
        Shape shape = shape(1);
        for (int time = 2; time <= length; time++) {
            Shape next = shape(time);
            if (!shape.equals(next)) {
                found.add(new Segment(shape, start, time - 1));
                start = time;
                shape = next;
            }
        }
        found.add(new Segment(shape, start, length));
        return found;
    }

    private Shape shape(int time) {
        List<Chain.Link> active = chain.links().stream().filter(link -> link.isActive(time)).toList();
        Set<Variable> before = new LinkedHashSet<>();
        neededAfter(time - 1).forEach(variable -> before.add(variable.older()));
        Set<Variable> fresh = new LinkedHashSet<>();
        chain.lengths().forEach((site, extent) -> {
            if (time <= extent) {
                fresh.add(new Variable(site, 0));
            }
        });
        return new Shape(active, before, fresh, neededAfter(time));
    }

    /** Elements up to a time that factors of later times read. */
    private Set<Variable> neededAfter(int time) {
        Set<Variable> needed = new LinkedHashSet<>();
        for (Chain.Link link : chain.links()) {
            for (int i = 0; i < link.lags().size(); i++) {
                int lag = link.lags().get(i);
                for (int at = Math.max(1, time - lag + 1); at <= time; at++) {
                    if (link.isActive(at + lag)) {
                        needed.add(new Variable(link.factor().references().get(i).array(), time - at));
                    }
                }
            }
        }
        return needed;
    }

    private void steps(Segment segment, Messages messages) {
        Shape shape = segment.shape();
        Map<Variable, Loop> symbols = new LinkedHashMap<>();
        shape.before().forEach(variable -> symbols.put(variable, symbol(variable)));
        shape.fresh().forEach(variable -> symbols.put(variable, symbol(variable)));
        Messages.Step step = messages.step(segment.from(), segment.to());
        List<Table> tables = new ArrayList<>();
        if (segment.from() > 1) {
            tables.add(step.incoming(shape.before().stream().map(symbols::get).toList()));
        }
        for (Chain.Link link : shape.links()) {
            List<Loop> scope = new ArrayList<>();
            for (int i = 0; i < link.lags().size(); i++) {
                scope.add(symbols.get(new Variable(link.factor().references().get(i).array(), link.lags().get(i))));
            }
            tables.add(new Table(new LinkedHashSet<>(scope), link.at(step.time(), scope)));
        }
        List<Loop> kept = shape.after().stream().map(symbols::get).toList();
        step.keep(kept);
        List<Table> left = new VariableElimination(List.copyOf(symbols.values()), bound, step).run(tables,
                new LinkedHashSet<>(kept));
        step.outgoing(VariableElimination.sum(left));
        recurrences.addAll(step.recurrences());
    }

    private Loop symbol(Variable variable) {
        DiscreteSite site = work.site(variable.site());
        String name = site.name() + (variable.age() == 0 ? "[t]" : "[t-" + variable.age() + "]");
        return work.loop(name, site.low(), site.high());
    }
}
