package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Term;
import org.penumbra.core.Location;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Sums the discrete latent sites out of a model, exactly and at the cost of its treewidth: the program that results
 * has the marginal log density of the continuous sites and the data.
 */
public final class Elimination {

    private final ModelProgram joint;
    private final Workspace work;
    private final Reads reads = new Reads();

    /**
     * @param joint whose terms read elements of the sites in {@link ModelProgram#summation()}
     * @param loops makes loops with fresh indices
     */
    public Elimination(ModelProgram joint, Workspace.Loops loops) {
        this.joint = joint;
        this.work = new Workspace(joint.summation().sites(), joint.data(), loops);
    }

    /**
     * The marginal program.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2922 to PEN-2924) when a sum would be too large, or
     *         something that must be one number for each draw depends on a discrete site
     */
    public ModelProgram program() {
        Lifting lifting = new Lifting(work, joint.recurrences());
        List<Recurrence> recurrences = new ArrayList<>(lifting.recurrences(joint.recurrences()));
        requireContinuous(lifting);
        List<Term> terms = new ArrayList<>();
        List<Factor> factors = new ArrayList<>();
        Factors parts = new Factors(work);
        for (Term term : joint.terms()) {
            Expr value = lifting.reading(term.value(), term.loops(), term.site());
            if (reads.of(value).isEmpty()) {
                terms.add(term);
            } else {
                split(new Term(term.site(), term.location(), term.loops(), value, List.of()), parts, terms, factors);
            }
        }
        TensorElimination elimination = new TensorElimination(joint.summation().sites(), work);
        Axes axes = Axes.of(joint.summation().sites().stream().map(DiscreteSite::array).toList());
        for (List<Factor> component : TensorElimination.components(factors)) {
            terms.add(term(component, elimination.sum(component, axes, List.of())));
        }
        recurrences.addAll(elimination.recurrences());
        return new ModelProgram(joint.latents(), recurrences, joint.reported(), terms, joint.data(),
                joint.summation().of(factors.stream().map(Factor::joint).toList(), joint.recurrences()),
                work.plates(joint.plates()), joint.streams());
    }

    /** What reads no site is a term by itself. */
    private void split(Term term, Factors parts, List<Term> terms, List<Factor> factors) {
        for (Factor factor : parts.of(term)) {
            if (factor.references().isEmpty()) {
                terms.add(new Term(term.site(), term.location(), factor.loops(), factor.value(), List.of()));
            } else if (factor.isRun(work)) {
                factors.add(factor);
            }
        }
    }

    /** A term with the plates around it as its loops, in the name of all statements that went into it. */
    private Term term(List<Factor> component, Expr value) {
        String names = component.stream().map(Factor::site).distinct().collect(Collectors.joining(", "));
        Location location = component.stream().flatMap(factor -> factor.references().stream())
                .map(reference -> work.site(reference.array()).location()).findFirst().orElseThrow();
        List<Loop> loops = new ArrayList<>();
        Expr body = value;
        while (body instanceof Sum sum) {
            loops.add(sum.loop());
            body = sum.body();
        }
        return new Term(names, location, loops, body, List.of());
    }

    /** What is one number for each draw of the continuous sites cannot depend on a site that has been summed out. */
    private void requireContinuous(Lifting lifting) {
        joint.reported().forEach(value -> require(lifting.reading(value.value(), value.loops(), value.name()),
                value.name(), "is reported and",
                "Leave out 'deterministic'; the posterior of the discrete sites is reported instead."));
        for (LatentSite site : joint.latents()) {
            require(lifting.reading(site.value(), site.loops(), site.name()), site.name(),
                    "has a support, or is shifted by @noncentered, in a way that",
                    "Give it a support that does not depend on a discrete site, and leave out @noncentered.");
        }
    }

    private void require(Expr value, String name, String what, String advice) {
        if (!reads.of(value).isEmpty()) {
            throw work.dependent(name, what, work.site(reads.of(value).iterator().next().array()), advice);
        }
    }
}
