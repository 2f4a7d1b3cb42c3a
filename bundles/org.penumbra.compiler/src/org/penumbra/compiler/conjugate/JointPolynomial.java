package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * The whole log joint density, multiplied out. A monomial runs over the loops that its atoms vary with; what only its
 * coefficient varies with is summed up in the coefficient, which is where data become sufficient statistics.
 *
 * @param monomials without loops that no atom varies with
 * @param auxiliaries variables that are no sites
 */
record JointPolynomial(List<Monomial> monomials, Map<Array, Augmentation.Auxiliary> auxiliaries) {

    /**
     * @param smooth sites of which all functions count as statistics
     * @throws NotConjugate naming the statement and what is in its way
     */
    static JointPolynomial of(JointModel joint, Set<Array> smooth) {
        Expansion expansion = new Expansion(joint, smooth);
        Augmentation augmentation = new Augmentation(expansion, joint.program().data());
        List<Monomial> all = new ArrayList<>();
        for (Term term : joint.program().terms()) {
            try {
                for (Monomial part : expansion.expand(term.value(), term.loops()).monomials()) {
                    Monomial whole = part;
                    for (Loop loop : term.loops().reversed()) {
                        whole = whole.inside(loop);
                    }
                    all.addAll(augmentation.of(whole, term.site()));
                }
            } catch (NotConjugate obstacle) {
                throw new NotConjugate("the density of '" + term.site() + "' is not of a conjugate form: "
                        + obstacle.getMessage() + ".", obstacle.sites());
            }
        }
        Facts facts = new Facts();
        return new JointPolynomial(Polynomial.sum(all.stream().map(one -> settled(one, facts)).toList()).monomials(),
                augmentation.auxiliaries());
    }

    private static Monomial settled(Monomial monomial, Facts facts) {
        List<Atom> atoms = monomial.atoms().stream().map(JointPolynomial::canonical).toList();
        Set<Index> used = new LinkedHashSet<>();
        atoms.forEach(atom -> atom.places().forEach(place -> used.addAll(facts.of(place).indices())));
        List<Loop> loops = monomial.loops().stream().filter(loop -> used.contains(loop.index())).toList();
        Expr coefficient = monomial.coefficient();
        for (Loop loop : monomial.loops().reversed()) {
            if (!used.contains(loop.index())) {
                coefficient = facts.dependsOn(coefficient, loop.index()) ? new Sum(loop, coefficient)
                        : coefficient.times(Iterations.extent(loop));
            }
        }
        return new Monomial(loops, coefficient, atoms);
    }

    private static Atom canonical(Atom atom) {
        if (atom.kind() == Atom.Kind.FUNCTION) {
            return atom;
        }
        return new Atom(atom.kind(), atom.array(), Offset.canonical(atom.offset()), atom.power(),
                atom.argument() == null ? null : Offset.canonical(atom.argument()));
    }
}
