package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.function.ForwardAlgorithm;

/**
 * A chain of one site each of whose elements depends on the one before: its weights are stored, and one call of the
 * {@link ForwardAlgorithm} sums over all paths.
 */
final class MarkovChain {

    /** So many states are written out, so that what does not change with time is computed once for each. */
    private static final int MOST_WRITTEN = 8;

    private final Chain chain;
    private final Array site;
    private final int length;
    private final Loop from;
    private final Loop to;
    private final Workspace work;
    private final StoredSums sums;
    private final Facts facts = new Facts();
    private final List<Recurrence.Step> steps = new ArrayList<>();

    private MarkovChain(Chain chain, Workspace work, CostBound bound) {
        this.chain = chain;
        this.site = chain.lengths().keySet().iterator().next();
        this.length = chain.lengths().get(site);
        this.work = work;
        this.sums = new StoredSums(work, bound);
        this.from = symbol();
        this.to = symbol();
    }

    private Loop symbol() {
        return work.loop(site.name(), work.site(site).low(), work.site(site).high());
    }

    /** The chain as one, if it is: one site, and a transition in every step. */
    static Optional<MarkovChain> of(Chain chain, Workspace work, CostBound bound) {
        if (chain.lengths().size() != 1 || chain.links().stream().anyMatch(link -> link.lags().size() > 2
                || link.lags().stream().anyMatch(lag -> lag > 1))) {
            return Optional.empty();
        }
        MarkovChain markov = new MarkovChain(chain, work, bound);
        for (int time = 2; time <= markov.length; time++) {
            if (markov.active(time, true).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(markov);
    }

    private List<Chain.Link> active(int time, boolean transitions) {
        return chain.links().stream().filter(link -> link.lags().contains(1) == transitions && link.isActive(time))
                .toList();
    }

    /** What has to be done before the sum is read: steps in one loop are done in one pass. */
    List<Recurrence> recurrences() {
        List<Recurrence> grouped = new ArrayList<>();
        List<Recurrence.Step> open = new ArrayList<>();
        for (Recurrence.Step step : steps) {
            if (!open.isEmpty() && (step.loops().isEmpty() || !open.getLast().loops().equals(step.loops()))) {
                grouped.add(new Recurrence(open));
                open.clear();
            }
            open.add(step);
        }
        grouped.add(new Recurrence(open));
        return grouped;
    }

    /**
     * The log of the sum over all paths.
     *
     * @param around loops outside of the chain
     */
    Expr sum(List<Loop> around) {
        List<Loop> used = sums.used(around, chain.links().stream().map(link -> link.factor().total()).toList());
        int states = CostBound.cardinality(to);
        boolean homogeneous = isHomogeneous();
        ForwardAlgorithm function = new ForwardAlgorithm(length, states, homogeneous);
        Array transitions = sums.array("transitions of " + site.name(), used, function.inputSizes().get(0));
        Expr start = StoredSums.start(used, function.inputSizes().get(0));
        Recurrence.Place first = new Recurrence.Place(transitions, start);
        if (homogeneous) {
            assign(used, transitions, start, List.of(from, to), value(active(2, true), Expr.of(2)));
        } else {
            each(2, true, used, transitions, start.minus(states * states), states * states);
        }
        Array weights = sums.array("states of " + site.name(), used, function.inputSizes().get(1));
        Expr begin = StoredSums.start(used, function.inputSizes().get(1));
        each(1, false, used, weights, begin, states);
        return sums.call(used, function, List.of(first, new Recurrence.Place(weights, begin)), steps);
    }

    /** Whether every step has the same transitions, with weights that do not depend on time. */
    private boolean isHomogeneous() {
        List<Chain.Link> links = active(2, true);
        return chain.links().stream().filter(link -> link.lags().contains(1)).allMatch(link -> links.contains(link)
                && link.last() == length
                && (link.time().isEmpty() || !facts.dependsOn(link.factor().total(), link.time().get())));
    }

    /** Stores one block for each time; times at which the same factors are active are one loop. */
    private void each(int start, boolean transitions, List<Loop> around, Array array, Expr offset, int block) {
        int begin = start;
        while (begin <= length) {
            List<Chain.Link> links = active(begin, transitions);
            int end = begin;
            while (end < length && active(end + 1, transitions).equals(links)) {
                end++;
            }
            Loop time = work.loop("t", begin, end);
            List<Loop> loops = new ArrayList<>(around);
            loops.add(time);
            assign(loops, array, offset.plus(time.index().minus(1).times(block)),
                    transitions ? List.of(from, to) : List.of(to), value(links, time.index()));
            begin = end + 1;
        }
    }

    private Expr value(List<Chain.Link> links, Expr moment) {
        Expr value = Expr.of(0);
        for (Chain.Link link : links) {
            List<Loop> symbols = link.lags().stream().map(lag -> lag == 1 ? from : to).toList();
            value = value.plus(link.at(moment, symbols));
        }
        return value;
    }

    /** Stores the table over some symbols, row-major. */
    private void assign(List<Loop> loops, Array array, Expr start, List<Loop> symbols, Expr value) {
        Expr position = start;
        int stride = 1;
        for (Loop symbol : symbols.reversed()) {
            position = position.plus(symbol.index().minus(symbol.lower()).times(stride));
            stride *= CostBound.cardinality(symbol);
        }
        if (CostBound.cardinality(to) > MOST_WRITTEN) {
            List<Loop> all = new ArrayList<>(loops);
            all.addAll(symbols);
            steps.add(new Recurrence.Assignment(all, array, position, value));
        } else {
            written(loops, array, position, symbols, 0, value, new HashMap<>());
        }
    }

    private void written(List<Loop> loops, Array array, Expr position, List<Loop> symbols, int depth, Expr value,
            Map<Expr, Expr> values) {
        if (depth == symbols.size()) {
            Rewriting rewriting = new Rewriting(values);
            steps.add(new Recurrence.Assignment(loops, array, rewriting.apply(position), rewriting.apply(value)));
            return;
        }
        Loop symbol = symbols.get(depth);
        for (int k = CostBound.first(symbol); k <= CostBound.last(symbol); k++) {
            values.put(symbol.index(), Expr.of(k));
            written(loops, array, position, symbols, depth + 1, value, values);
        }
    }
}
