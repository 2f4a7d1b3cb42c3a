package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.compiler.discrete.VariableElimination.Table;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** Factors without a regular structure, iteration by iteration: every element of a site is a variable of its own. */
final class Unrolling {

    /** More iterations would be too much code. */
    private static final int MOST_TABLES = 5_000;

    /** An element: the site, and its subscripts along the open axes. */
    private record Variable(Array site, List<Integer> subscripts) {
    }

    private final List<Factor> factors;
    private final Axes open;
    private final Workspace work;
    private final CostBound bound;
    /** Whether every position can be taken apart into subscripts. */
    private final boolean regular;
    private final Facts facts = new Facts();
    private final Map<Variable, Loop> symbols = new LinkedHashMap<>();
    private final List<Table> tables = new ArrayList<>();

    Unrolling(List<Factor> factors, Axes open, Workspace work, CostBound bound) {
        this.factors = factors;
        this.open = open;
        this.work = work;
        this.bound = bound;
        this.regular = factors.stream().flatMap(factor -> factor.references().stream())
                .allMatch(reference -> reference.subscripts().isPresent());
    }

    /** The logarithm of the sum over all elements. */
    Expr sum(VariableElimination.Store store) {
        for (Factor factor : factors) {
            requireKnown(factor);
            List<Loop> deciding = factor.loops().stream().filter(loop -> decides(loop, factor)).toList();
            unroll(factor, deciding, new HashMap<>(), work.evaluator());
        }
        return VariableElimination.sum(new VariableElimination(List.copyOf(symbols.values()), bound, store)
                .run(tables, Set.of()));
    }

    /** Inside of a plate, an element that depends on the iteration of the plate is another variable in each. */
    private void requireKnown(Factor factor) {
        Set<Index> known = factor.loops().stream().map(Loop::index).collect(Collectors.toSet());
        for (Reference reference : factor.references()) {
            boolean outside = regular && open.of(reference.array()).stream().anyMatch(axis -> !known
                    .containsAll(facts.of(reference.subscript(axis).expression()).indices()));
            if (outside) {
                throw bound.irregular(factor.site(), work.site(reference.array()).name());
            }
        }
    }

    private boolean decides(Loop loop, Factor factor) {
        return factor.references().stream().anyMatch(reference -> regular
                ? open.of(reference.array()).stream().anyMatch(
                        axis -> facts.dependsOn(reference.subscript(axis).expression(), loop.index()))
                : facts.dependsOn(reference.offset(), loop.index()));
    }

    private void unroll(Factor factor, List<Loop> deciding, Map<Index, Expr> numbers, Evaluator at) {
        if (deciding.isEmpty()) {
            tables.add(table(factor, numbers, at));
            if (tables.size() > MOST_TABLES) {
                throw bound.tooLarge("more than " + MOST_TABLES + " tables, one for each element, because their "
                        + "subscripts follow no plate and no chain");
            }
            return;
        }
        Loop loop = deciding.getFirst();
        int last = at.integer(loop.upper());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            numbers.put(loop.index(), Expr.of(i));
            unroll(factor, deciding.subList(1, deciding.size()), numbers, at.with(loop.index(), i));
        }
        numbers.remove(loop.index());
    }

    private Table table(Factor factor, Map<Index, Expr> numbers, Evaluator at) {
        Map<Expr, Expr> replacements = new HashMap<>(numbers);
        Set<Loop> scope = new LinkedHashSet<>();
        for (Reference reference : factor.references()) {
            Loop symbol = symbols.computeIfAbsent(variable(reference, at), this::symbol);
            replacements.put(reference.symbol().index(), symbol.index());
            scope.add(symbol);
        }
        Factor iteration = factor.rewritten(new Rewriting(replacements), numbers.keySet());
        return new Table(scope, iteration.total());
    }

    private Variable variable(Reference reference, Evaluator at) {
        return new Variable(reference.array(), regular
                ? open.of(reference.array()).stream().map(axis -> at.integer(reference.subscript(axis).expression()))
                        .toList()
                : List.of(at.integer(reference.offset()) + 1));
    }

    private Loop symbol(Variable variable) {
        DiscreteSite site = work.site(variable.site());
        String subscripts = variable.subscripts().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return bound.name(work.loop(site.name(), site.low(), site.high()), site.name() + "[" + subscripts + "]");
    }
}
