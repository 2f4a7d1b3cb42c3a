package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.ir.JointFactor;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Term;
import org.penumbra.core.PenumbraException;

/**
 * Where the discrete sites of a joint density occur: in factors over few elements, of which a table is made at each
 * point, and in terms over many, which are computed anew for each value that is tried.
 *
 * @param tables the program with these factors, for {@link FactorGraph}
 * @param direct terms of the joint program over too many elements at once
 */
public record JointFactors(ModelProgram tables, List<Term> direct) {

    /** Entries of one table; beyond, most would never be looked at. */
    private static final int LARGEST_TABLE = 1024;
    /** A sum over so many elements has a table that is too large, whatever their number of values. */
    private static final int MOST_PARTS = 12;

    /** @param loops makes loops with fresh indices */
    public static JointFactors of(ModelProgram joint, Workspace.Loops loops) {
        Workspace work = new Workspace(joint.summation().sites(), joint.data(), loops);
        Lifting lifting = new Lifting(work, joint.recurrences());
        Optional<List<Recurrence>> lifted = lifted(lifting, joint.recurrences());
        List<JointFactor> small = new ArrayList<>();
        List<Term> direct = new ArrayList<>();
        for (Term term : joint.terms()) {
            Optional<List<Factor>> factors = lifted
                    .flatMap(known -> factors(term, lifting, new Factors(work, MOST_PARTS)));
            if (factors.isPresent()) {
                factors.get().stream().filter(one -> !one.references().isEmpty()).filter(one -> one.isRun(work))
                        .map(Factor::joint).forEach(small::add);
            } else {
                direct.add(term);
            }
        }
        ModelProgram tables = new ModelProgram(joint.latents(), lifted.orElse(List.of()), List.of(), List.of(),
                joint.data(), joint.summation().of(small, joint.recurrences()));
        return new JointFactors(tables, direct);
    }

    /** Empty where something is stored that depends on discrete sites in another way than value by value. */
    private static Optional<List<Recurrence>> lifted(Lifting lifting, List<Recurrence> joint) {
        try {
            return Optional.of(lifting.recurrences(joint));
        } catch (PenumbraException irregular) {
            return Optional.empty();
        }
    }

    /** Empty when one is too large for a table, or reads what is stored for another iteration. */
    private static Optional<List<Factor>> factors(Term term, Lifting lifting, Factors parts) {
        try {
            Term reading = new Term(term.site(), term.location(), term.loops(),
                    lifting.reading(term.value(), term.loops(), term.site()), List.of());
            List<Factor> factors = parts.of(reading);
            return factors.stream().allMatch(one -> entries(one) <= LARGEST_TABLE) ? Optional.of(factors)
                    : Optional.empty();
        } catch (PenumbraException irregular) {
            return Optional.empty();
        }
    }

    private static double entries(Factor factor) {
        return factor.references().stream().mapToDouble(one -> CostBound.cardinality(one.symbol()))
                .reduce(1, (a, b) -> a * b);
    }
}
