package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.discrete.VariableElimination.Table;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Tensor variable elimination (Obermeyer et al. 2019): what a plate has in every iteration is summed out once, with the
 * plate's index left open, and the logarithms are summed over the plate; sites outside of a plate stay open while the
 * plate is worked on. What depends on its neighbours along an axis is a chain; what has no such structure is written
 * out element by element.
 */
final class TensorElimination {

    private final Workspace work;
    private final CostBound bound;
    private final List<Recurrence> recurrences = new ArrayList<>();

    TensorElimination(List<DiscreteSite> sites, Workspace work) {
        this.work = work;
        this.bound = new CostBound(sites);
    }

    /** What later values are read from, in order. */
    List<Recurrence> recurrences() {
        return recurrences;
    }

    /**
     * The logarithm of the sum, over all values of the sites in the factors, of the product of the factors.
     *
     * @param factors on the log scale, each with at least one reference
     * @param open the axes of the sites that have not become plates around
     * @param around plates, and symbols of sites that are given here, outermost first
     */
    Expr sum(List<Factor> factors, Axes open, List<Loop> around) {
        return components(factors).stream().map(component -> component(component, open, around)).reduce(Expr::plus)
                .orElse(Expr.of(0));
    }

    /** Groups of factors that no site connects. */
    static List<List<Factor>> components(List<Factor> factors) {
        List<List<Factor>> components = new ArrayList<>();
        List<Factor> left = new ArrayList<>(factors);
        while (!left.isEmpty()) {
            Set<Array> sites = new HashSet<>(left.getFirst().arrays());
            Set<Factor> found = new LinkedHashSet<>();
            boolean grown = true;
            while (grown) {
                List<Factor> met = left.stream().filter(factor -> !found.contains(factor)
                        && factor.arrays().stream().anyMatch(sites::contains)).toList();
                met.forEach(factor -> sites.addAll(factor.arrays()));
                grown = found.addAll(met);
            }
            left.removeAll(found);
            components.add(List.copyOf(found));
        }
        return components;
    }

    private Expr component(List<Factor> factors, Axes open, List<Loop> around) {
        if (factors.stream().flatMap(factor -> factor.references().stream())
                .anyMatch(reference -> reference.subscripts().isEmpty())) {
            return new Unrolling(factors, open, work, bound).sum(inPlace(around));
        }
        Set<Array> scalars = new LinkedHashSet<>();
        factors.forEach(factor -> factor.references().stream().map(Reference::array).filter(open::isScalar)
                .forEach(scalars::add));
        if (!scalars.isEmpty()) {
            return given(scalars, factors, open, around);
        }
        Optional<Plate> plate = Plate.find(factors, open);
        if (plate.isPresent()) {
            return inPlate(plate.get(), factors, open, around);
        }
        Optional<Chain> chain = Chain.find(factors, open, around, work);
        Optional<MarkovChain> markov = chain.flatMap(one -> MarkovChain.of(one, work, bound));
        if (markov.isPresent()) {
            Expr sum = markov.get().sum(around);
            recurrences.addAll(markov.get().recurrences());
            return sum;
        }
        Optional<ChainElimination> steps = chain
                .map(one -> new ChainElimination(one, around, work, bound, recurrences))
                .filter(ChainElimination::isFeasible);
        return steps.isPresent() ? steps.get().sum() : new Unrolling(factors, open, work, bound).sum(inPlace(around));
    }

    private WhereNeeded inPlace(List<Loop> around) {
        return new WhereNeeded(around, new StoredSums(work, bound), recurrences);
    }

    private Expr inPlate(Plate plate, List<Factor> factors, Axes open, List<Loop> around) {
        Loop loop = work.loop(name(factors, plate), 1, plate.extent());
        List<Loop> inside = new ArrayList<>(around);
        inside.add(loop);
        List<Factor> iteration = factors.stream().map(factor -> plate.inside(factor, loop, around, work)).toList();
        return new Sum(loop, sum(iteration, open.inside(plate), inside));
    }

    private static String name(List<Factor> factors, Plate plate) {
        return factors.stream().flatMap(factor -> factor.references().stream())
                .map(reference -> reference.subscript(plate.axes().get(reference.array())).index())
                .flatMap(Optional::stream).map(index -> index.name()).findFirst().orElse("element");
    }

    /** Sites that are single variables here are summed out last; until then they have symbols. */
    private Expr given(Set<Array> scalars, List<Factor> factors, Axes open, List<Loop> around) {
        Map<Array, Loop> symbols = new LinkedHashMap<>();
        for (Array scalar : scalars) {
            DiscreteSite site = work.site(scalar);
            symbols.put(scalar, bound.name(work.loop(site.name(), site.low(), site.high()), site.name()));
        }
        List<Table> tables = new ArrayList<>();
        Map<Factor, Set<Loop>> scopes = new LinkedHashMap<>();
        for (Factor factor : factors) {
            Set<Loop> scope = new LinkedHashSet<>();
            Factor reduced = given(factor, symbols, scope);
            if (reduced.references().isEmpty()) {
                tables.add(new Table(scope, reduced.total()));
            } else {
                scopes.put(reduced, scope);
            }
        }
        List<Loop> inside = new ArrayList<>(around);
        inside.addAll(symbols.values());
        for (List<Factor> component : components(List.copyOf(scopes.keySet()))) {
            Set<Loop> scope = new LinkedHashSet<>();
            component.forEach(factor -> scope.addAll(scopes.get(factor)));
            tables.add(new Table(scope, component(component, open, inside)));
        }
        List<Table> left = new VariableElimination(List.copyOf(symbols.values()), bound, inPlace(around)).run(tables,
                Set.of());
        return VariableElimination.sum(left);
    }

    /** The factor with the symbols of given sites; their references are gone. */
    private static Factor given(Factor factor, Map<Array, Loop> symbols, Set<Loop> scope) {
        Map<Expr, Expr> replacements = new HashMap<>();
        List<Reference> left = new ArrayList<>();
        for (Reference reference : factor.references()) {
            Loop symbol = symbols.get(reference.array());
            if (symbol == null) {
                left.add(reference);
            } else {
                replacements.put(reference.symbol().index(), symbol.index());
                scope.add(symbol);
            }
        }
        return new Factor(factor.site(), factor.loops(), left, new Rewriting(replacements).apply(factor.value()));
    }
}
