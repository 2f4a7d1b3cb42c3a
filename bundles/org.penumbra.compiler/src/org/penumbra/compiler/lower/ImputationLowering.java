package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.compiler.ir.Term;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.Sample;

/**
 * A statement that observes data with missing elements: its iterations are split into those that observe a number and
 * those in which the element is a latent site of its own, drawn from the distribution of the statement.
 */
final class ImputationLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final ObservationLowering observations;
    private final RecurrenceLowering recurrences;
    private final Densities densities;
    private final Refusal refusal;

    ImputationLowering(Binding binding, ExpressionLowering expressions, ObservationLowering observations,
            RecurrenceLowering recurrences, Densities densities, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.observations = observations;
        this.recurrences = recurrences;
        this.densities = densities;
        this.refusal = refusal;
    }

    /** The latent elements, if there are any, and what the statement adds to the density. */
    record Lowered(Optional<LatentSite> site, List<Term> terms) {

        /** What the elements add that are there. */
        List<Term> observed() {
            return site.isEmpty() ? terms : terms.subList(0, terms.size() - 1);
        }

        /** What the missing ones add. */
        List<Term> latent() {
            return site.isEmpty() ? List.of() : List.of(terms.getLast());
        }
    }

    /**
     * Iterations of a statement.
     *
     * @param loop over them
     * @param indices of the statement's own loops in each
     * @param elements positions in the data
     */
    private record Selection(Loop loop, Substitution indices, List<Integer> elements) {

        boolean isEmpty() {
            return elements.isEmpty();
        }
    }

    Lowered lower(Sample sample, Resolved distribution, Scope scope) {
        Incomplete incomplete = binding.incomplete(sample.getName());
        if (distribution.signature().isMultivariate()) {
            throw refusal.at(sample, "PEN-2344", "'" + sample.getName() + "' has missing elements, and "
                    + distribution.name() + " draws vectors: the elements of a vector cannot be imputed.",
                    "Write 'missing = drop' after the data to leave out such rows.");
        }
        Value observed = observations.observed(sample, Binding.value(incomplete.data()), scope);
        ObservationLowering.Elements elements = observations.elements(sample, distribution, observed, scope);
        Element element = (Element) elements.value();
        Selection known = select(sample, elements.loops(), element, k -> !incomplete.missing().get(k));
        Selection missing = select(sample, elements.loops(), element, incomplete.missing()::get);
        List<Term> terms = new ArrayList<>();
        if (!known.isEmpty()) {
            terms.add(observation(sample, distribution, elements, known));
            store(incomplete, element, known, known.indices().apply(element));
        }
        if (missing.isEmpty()) {
            return new Lowered(Optional.empty(), terms);
        }
        return impute(sample, distribution, elements, missing, incomplete, terms, scope);
    }

    private Selection select(Sample sample, List<Loop> loops, Element element, IntPredicate wanted) {
        List<int[]> found = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        new Stored(loops, 1).eachIteration(new Evaluator(binding.data()::get), at -> {
            int offset = at.integer(element.offset());
            if (wanted.test(offset)) {
                positions.add(offset);
                found.add(loops.stream().mapToInt(loop -> at.integer(loop.index())).toArray());
            }
        });
        Loop loop = binding.axis(found.size());
        Map<Index, Expr> indices = new HashMap<>();
        for (int axis = 0; axis < loops.size(); axis++) {
            int position = axis;
            Array table = binding.array(sample.getName() + "." + loops.get(axis).index().name() + loop.index(),
                    List.of(found.size()), found.stream().mapToDouble(iteration -> iteration[position]).toArray());
            indices.put(loops.get(axis).index(), new Element(table, loop.index().minus(1)));
        }
        return new Selection(loop, new Substitution(indices), positions);
    }

    private Term observation(Sample sample, Resolved distribution, ObservationLowering.Elements elements,
            Selection known) {
        Expr density = densities.guarded(sample, distribution, elements.value(), elements.parameters(),
                elements.loops());
        return term(sample, distribution, elements, known, known.indices().apply(density));
    }

    private Term term(Sample sample, Resolved distribution, ObservationLowering.Elements elements,
            Selection selection, Expr density) {
        List<Term.Check> checks = densities.checks(distribution,
                elements.parameters().stream().map(selection.indices()::apply).toList());
        return new Term(sample.getName(), refusal.locate(sample), List.of(selection.loop()), density, checks);
    }

    private void store(Incomplete incomplete, Element element, Selection selection, Expr value) {
        incomplete.merged().ifPresent(merged -> recurrences.add(new Recurrence.Assignment(List.of(selection.loop()),
                merged, selection.indices().apply(element.offset()), value)));
    }

    private Lowered impute(Sample sample, Resolved distribution, ObservationLowering.Elements elements,
            Selection missing, Incomplete incomplete, List<Term> terms, Scope scope) {
        missing.elements().forEach(element -> requireFirst(sample, incomplete, element));
        if (distribution.signature().discrete()) {
            requireUnused(sample, incomplete);
            return new Lowered(Optional.empty(), terms); // summed over all that it can be, its probability is 1
        }
        Substitution indices = missing.indices();
        Array ranks = binding.array(sample.getName() + ".rank" + missing.loop().index(),
                List.of(missing.elements().size()),
                missing.elements().stream().mapToDouble(incomplete::rank).toArray());
        Element free = new Element(incomplete.free(), new Element(ranks, missing.loop().index().minus(1)));
        Restriction restriction = new Restriction(expressions, refusal);
        Bijector bijector = moved(restriction.bijector(sample, distribution.signature(), elements.parameters(), scope),
                indices);
        boolean own = binding.hasOwnCoordinates();
        if (own) {
            binding.within(incomplete.free(), bijector);
        }
        Expr value = own ? free : bijector.forward(free);
        List<Loop> loops = new ArrayList<>(elements.loops());
        loops.add(missing.loop());
        Expr density = indices.apply(densities.guarded(sample, distribution, value, elements.parameters(), loops))
                .plus(own ? Expr.of(0) : bijector.logJacobian(free));
        terms.add(term(sample, distribution, elements, missing, density));
        Element element = (Element) elements.value();
        store(incomplete, element, missing, value);
        return new Lowered(Optional.of(new LatentSite(sample.getName(), incomplete.free().shape(),
                restriction.describe(), List.of(missing.loop()), free, value, bijector, distribution.signature(),
                elements.parameters().stream().map(indices::apply).toList(), refusal.locate(sample))
                .labelled(incomplete.labels())), terms);
    }

    private static Bijector moved(Bijector bijector, Substitution indices) {
        return new Bijector(bijector.kind(), bijector.lower() == null ? null : indices.apply(bijector.lower()),
                bijector.upper() == null ? null : indices.apply(bijector.upper()));
    }

    private void requireFirst(Sample sample, Incomplete incomplete, int element) {
        if (incomplete.imputed().get(element)) {
            throw refusal.at(sample, "PEN-2207", "'" + sample.getName() + incomplete.label(element)
                    + "' is missing, and two statements say what it could be.",
                    "Write 'missing = drop' after the data to leave out such rows.");
        }
        incomplete.imputed().set(element);
    }

    /** Every missing element has a distribution. */
    void finish(Model model) {
        binding.incomplete().forEach((name, incomplete) -> {
            int element = incomplete.missing().stream().filter(k -> !incomplete.imputed().get(k)).findFirst()
                    .orElse(-1);
            if (element >= 0) {
                throw refusal.at(model, "PEN-2206", "'" + name + incomplete.label(element) + "' is missing ("
                        + binding.source(name).place().apply(element) + "), and no statement says what it could be.",
                        "Write 'missing = drop' after the data to leave out such rows, or give it a distribution.");
            }
        });
    }

    private void requireUnused(Sample sample, Incomplete incomplete) {
        if (incomplete.merged().isPresent()) {
            throw refusal.at(sample, "PEN-2205", "'" + sample.getName() + "' has missing counts or categories, and the "
                    + "model reads them elsewhere, too: they cannot be imputed.",
                    "Write 'missing = drop' after the data to leave out such rows.");
        }
    }
}
