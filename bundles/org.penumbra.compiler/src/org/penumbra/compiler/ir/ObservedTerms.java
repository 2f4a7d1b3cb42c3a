package org.penumbra.compiler.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which terms of a model are densities of what it observes.
 *
 * @param program with discrete sites summed out
 * @param terms of it
 * @param obstacle why the densities of single observations cannot be told apart, as a clause
 */
public record ObservedTerms(ModelProgram program, List<Observed> terms, Optional<String> obstacle) {

    private static final String FACTOR = "factor";

    /**
     * @param term of the marginal program; a sum over discrete sites is named after all that went into it
     * @param sites the observed ones among them
     */
    public record Observed(Term term, Set<String> sites) {
    }

    public ObservedTerms {
        terms = List.copyOf(terms);
    }

    /**
     * @param program with discrete sites summed out
     * @param joint the same before
     * @param likelihood the terms of {@code joint} that are not of latent sites
     */
    public static ObservedTerms of(ModelProgram program, ModelProgram joint, Set<Term> likelihood) {
        if (!program.streams().isEmpty()) {
            return none(program, "the rows of the data are not in memory");
        }
        return joint.summation().isEmpty() ? plain(program, likelihood) : marginal(program, joint, likelihood);
    }

    private static ObservedTerms plain(ModelProgram program, Set<Term> likelihood) {
        return some(program, program.terms().stream()
                .filter(term -> likelihood.contains(term) && !term.site().equals(FACTOR))
                .map(term -> new Observed(term, Set.of(term.site()))).toList());
    }

    /** Elimination makes new terms: what went into them is in their names. */
    private static ObservedTerms marginal(ModelProgram program, ModelProgram joint, Set<Term> likelihood) {
        Set<String> data = new LinkedHashSet<>();
        Set<String> latent = new LinkedHashSet<>();
        joint.terms().forEach(term -> (likelihood.contains(term) ? data : latent).add(term.site()));
        data.remove(FACTOR);
        joint.summation().sites().forEach(site -> latent.remove(site.name()));
        List<Observed> terms = new ArrayList<>();
        for (Term term : program.terms()) {
            Set<String> sites = new LinkedHashSet<>(names(term));
            sites.retainAll(data);
            if (!sites.isEmpty() && names(term).stream().anyMatch(latent::contains)) {
                return none(program, "the densities of " + term.site() + " are summed over a discrete site together, "
                        + "and not all of them are data");
            }
            if (!sites.isEmpty()) {
                terms.add(new Observed(term, sites));
            }
        }
        return some(program, terms);
    }

    private static List<String> names(Term term) {
        return Arrays.asList(term.site().split(", "));
    }

    private static ObservedTerms some(ModelProgram program, List<Observed> terms) {
        return terms.isEmpty() ? none(program, "the model observes nothing")
                : new ObservedTerms(program, terms, Optional.empty());
    }

    private static ObservedTerms none(ModelProgram program, String obstacle) {
        return new ObservedTerms(program, List.of(), Optional.of(obstacle));
    }
}
