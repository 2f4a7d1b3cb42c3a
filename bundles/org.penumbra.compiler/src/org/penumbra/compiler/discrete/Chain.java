package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * Sites along one axis, here called time, whose factors meet elements that lie a fixed number of steps apart.
 *
 * @param lengths the sites with the number of their elements
 * @param links the factors, by the latest element that they read
 */
record Chain(Map<Array, Integer> lengths, List<Link> links) {

    /**
     * A factor that reads elements at the same distances in every iteration.
     *
     * @param factor its other loops remain
     * @param time the index of the loop that runs over time; empty for a factor of one iteration
     * @param leading what the latest element's time is ahead of that index
     * @param first the earliest time of its latest element
     * @param last the latest time of its latest element
     * @param lags for each reference, how many steps it is before the latest one
     */
    record Link(Factor factor, Optional<Index> time, int leading, int first, int last, List<Integer> lags) {

        boolean isActive(int at) {
            return at >= first && at <= last;
        }

        /** The value at a time with symbols for what is read, summed over the loops that remain. */
        Expr at(Expr moment, List<Loop> symbols) {
            Map<Expr, Expr> replacements = new HashMap<>();
            time.ifPresent(index -> replacements.put(index, moment.minus(leading)));
            for (int i = 0; i < symbols.size(); i++) {
                replacements.put(factor.references().get(i).symbol().index(), symbols.get(i).index());
            }
            return factor.rewritten(new Rewriting(replacements), Set.of()).total();
        }
    }

    /** The chain that the factors make, if they do. */
    static Optional<Chain> find(List<Factor> factors, Axes open, List<Loop> around, Workspace work) {
        Map<Array, Integer> lengths = new LinkedHashMap<>();
        List<Link> links = new ArrayList<>();
        for (Factor factor : factors) {
            for (Reference reference : factor.references()) {
                if (open.of(reference.array()).size() != 1) {
                    return Optional.empty();
                }
                lengths.put(reference.array(), reference.array().shape().get(open.of(reference.array()).getFirst()));
            }
            Optional<Link> link = link(factor, open, around, work);
            if (link.isEmpty()) {
                return Optional.empty();
            }
            links.add(link.get());
        }
        return Optional.of(new Chain(lengths, links));
    }

    private static Optional<Link> link(Factor factor, Axes open, List<Loop> around, Workspace work) {
        List<Subscript> subscripts = factor.references().stream()
                .map(reference -> reference.subscript(open.of(reference.array()).getFirst())).toList();
        if (subscripts.stream().map(Subscript::varying).distinct().count() != 1) {
            return Optional.empty();
        }
        int leading = subscripts.stream().mapToInt(Subscript::shift).max().orElseThrow();
        List<Integer> lags = subscripts.stream().map(subscript -> leading - subscript.shift()).toList();
        if (subscripts.getFirst().isNumber()) {
            return Optional.of(new Link(factor, Optional.empty(), leading, leading, leading, lags));
        }
        Optional<Loop> loop = subscripts.getFirst().index().flatMap(index -> factor.loops().stream()
                .filter(one -> one.index().equals(index)).findFirst());
        if (loop.isPresent()) {
            return isFree(loop.get(), factor) ? Optional.of(overTime(factor, loop.get(), leading, lags, work))
                    : Optional.empty();
        }
        boolean together = subscripts.stream().distinct().count() == 1;
        return together ? Optional.of(grouped(factor, subscripts.getFirst(), open, around, work)) : Optional.empty();
    }

    private static Link overTime(Factor factor, Loop loop, int leading, List<Integer> lags, Workspace work) {
        Factor inner = factor.rewritten(new Rewriting(Map.of()), Set.of(loop.index()));
        return new Link(inner, Optional.of(loop.index()), leading, work.number(loop.lower()) + leading,
                work.number(loop.upper()) + leading, lags);
    }

    /** Whether the loop's ends are numbers, and no other loop's ends depend on it. */
    private static boolean isFree(Loop loop, Factor factor) {
        Facts facts = new Facts();
        return facts.of(loop.lower()).indices().isEmpty() && factor.loops().stream()
                .noneMatch(other -> facts.dependsOn(other.lower(), loop.index()));
    }

    /** A factor whose time is a datum: its iterations are sorted by time. */
    private static Link grouped(Factor factor, Subscript subscript, Axes open, List<Loop> around, Workspace work) {
        Array site = factor.references().getFirst().array();
        int length = site.shape().get(open.of(site).getFirst());
        Loop time = work.loop("time", 1, length);
        Factor sorted = new Grouping(factor, around, work).by(subscript, time);
        return new Link(sorted, Optional.of(time.index()), 0, 1, length,
                factor.references().stream().map(reference -> 0).toList());
    }
}
