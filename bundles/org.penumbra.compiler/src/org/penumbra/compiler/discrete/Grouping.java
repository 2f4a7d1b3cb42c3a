package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * Sorts the iterations of a factor by the element that they are about, as in {@code z[group[i]]}: for each element
 * there is a loop over its own iterations, which may be none.
 */
final class Grouping {

    private final Factor factor;
    private final Workspace work;
    private final List<Loop> around;
    private final Facts facts = new Facts();
    /** Loops of the factor that decide the element. */
    private final List<Loop> deciding = new ArrayList<>();
    /** Loops around that decide it as well, and the plate: there is a group for each of their iterations. */
    private final List<Loop> grouping = new ArrayList<>();
    private final List<Integer> extents = new ArrayList<>();

    /** @param around loops around the factor, whose ends are numbers */
    Grouping(Factor factor, List<Loop> around, Workspace work) {
        this.factor = factor;
        this.around = around;
        this.work = work;
    }

    /** The factor in one iteration of {@code plate}, which runs from 1 over all values of the subscript. */
    Factor by(Subscript subscript, Loop plate) {
        Expr value = subscript.expression();
        factor.loops().stream().filter(loop -> facts.dependsOn(value, loop.index())).forEach(deciding::add);
        around.stream().filter(loop -> facts.dependsOn(value, loop.index()) || deciding.stream().anyMatch(
                inner -> facts.dependsOn(inner.lower(), loop.index()))).forEach(grouping::add);
        List<Loop> outer = List.copyOf(grouping);
        grouping.add(plate);
        grouping.forEach(loop -> extents.add(work.number(loop.upper()) - work.number(loop.lower()) + 1));
        int size = extents.stream().reduce(1, Math::multiplyExact);
        List<List<int[]>> groups = new ArrayList<>();
        for (int group = 0; group < size; group++) {
            groups.add(new ArrayList<>());
        }
        eachGroup(outer, 0, work.evaluator(), (position, at) -> collect(value, new int[deciding.size()], 0, at,
                position * extents.getLast(), groups));
        return regrouped(groups);
    }

    /** Takes the row-major number of an iteration of the loops around. */
    private interface Outer {
        void accept(int position, Evaluator at);
    }

    private static void eachGroup(List<Loop> outer, int position, Evaluator at, Outer action) {
        if (outer.isEmpty()) {
            action.accept(position, at);
            return;
        }
        Loop loop = outer.getFirst();
        int first = at.integer(loop.lower());
        int last = at.integer(loop.upper());
        for (int i = first; i <= last; i++) {
            eachGroup(outer.subList(1, outer.size()), position * (last - first + 1) + i - first,
                    at.with(loop.index(), i), action);
        }
    }

    private void collect(Expr value, int[] iteration, int depth, Evaluator at, int base, List<List<int[]>> groups) {
        if (depth == deciding.size()) {
            groups.get(base + at.integer(value) - 1).add(iteration.clone());
            return;
        }
        Loop loop = deciding.get(depth);
        int last = at.integer(loop.upper());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            iteration[depth] = i;
            collect(value, iteration, depth + 1, at.with(loop.index(), i), base, groups);
        }
    }

    private Factor regrouped(List<List<int[]>> groups) {
        List<int[]> sorted = groups.stream().flatMap(List::stream).toList();
        Loop members = work.loop("member", end("first", groups, true), end("last", groups, false));
        Map<Expr, Expr> replacements = new HashMap<>();
        for (int axis = 0; axis < deciding.size(); axis++) {
            int position = axis;
            Array order = work.integers("order", sorted.stream().mapToInt(one -> one[position]).toArray());
            replacements.put(deciding.get(axis).index(), new Element(order, members.index().minus(1)));
        }
        Set<Index> gone = deciding.stream().map(Loop::index).collect(Collectors.toSet());
        Factor inner = factor.rewritten(new Rewriting(replacements), gone);
        List<Loop> loops = new ArrayList<>(List.of(members));
        loops.addAll(inner.loops());
        return new Factor(inner.site(), loops, inner.references(), inner.value());
    }

    /** Where the iterations of a group begin or end in the sorted list, counted from 1. */
    private Expr end(String name, List<List<int[]>> groups, boolean first) {
        int[] ends = new int[groups.size()];
        int before = 0;
        for (int g = 0; g < ends.length; g++) {
            ends[g] = first ? before + 1 : before + groups.get(g).size();
            before += groups.get(g).size();
        }
        Expr position = Expr.of(0);
        for (int axis = 0; axis < grouping.size(); axis++) {
            Loop loop = grouping.get(axis);
            position = position.times(extents.get(axis)).plus(loop.index().minus(loop.lower()));
        }
        return new Element(work.integers(name, ends), position);
    }
}
