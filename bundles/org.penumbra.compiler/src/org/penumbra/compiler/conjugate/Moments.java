package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.inference.conjugate.FactorGroup;

/**
 * The expected log density as a function of expected statistics, and where these lie.
 *
 * @param terms whose sum it is
 * @param base position of the first element of each array of statistics
 * @param size of a vector of statistics
 * @param groups in the order in which they are updated
 * @param exact whether no term has statistics of two factors
 */
record Moments(List<Term> terms, Map<Array, Integer> base, int size, List<FactorGroup> groups, boolean exact) {

    static Moments of(JointPolynomial density, List<Family> families) {
        return of(List.of(density), families).getFirst();
    }

    /** Those of several parts of a density, which have their statistics and groups in common. */
    static List<Moments> of(List<JointPolynomial> parts, List<Family> families) {
        List<Family> ordered = families.stream().sorted(Comparator.comparingInt(Family::rank)).toList();
        List<List<Term>> terms = new ArrayList<>();
        boolean exact = true;
        for (JointPolynomial part : parts) {
            List<Term> own = new ArrayList<>();
            for (Monomial monomial : part.monomials()) {
                exact &= expect(monomial, ordered, own);
            }
            terms.add(own);
        }
        return laidOut(terms, ordered, exact);
    }

    private static List<Moments> laidOut(List<List<Term>> terms, List<Family> ordered, boolean exact) {
        Map<Array, Integer> base = new LinkedHashMap<>();
        List<FactorGroup> groups = new ArrayList<>();
        int size = 0;
        for (Family family : ordered) {
            groups.addAll(family.groups(size));
            for (Array array : family.statistics()) {
                base.put(array, size);
                size = Math.addExact(size, array.size());
            }
        }
        int end = size;
        return terms.stream().map(own -> new Moments(own, base, end, groups, exact)).toList();
    }

    /** @return whether everything in it is of one factor */
    private static boolean expect(Monomial monomial, List<Family> families, List<Term> terms) {
        List<Term> parts = List.of(new Term(monomial.loops(), monomial.coefficient(), List.of()));
        int met = 0;
        boolean single = true;
        for (Family family : families) {
            List<Atom> own = monomial.atoms().stream().filter(atom -> family.isAbout(atom.array())).toList();
            if (!own.isEmpty()) {
                Family.Product product = family.expectation(own, monomial);
                parts = times(parts, product);
                single &= product.single();
                met++;
            }
        }
        terms.addAll(parts);
        return single && met <= 1;
    }

    private static List<Term> times(List<Term> parts, Family.Product product) {
        List<Term> result = new ArrayList<>();
        for (Term part : parts) {
            for (Family.Part factor : product.parts()) {
                List<Element> statistics = new ArrayList<>(part.statistics());
                statistics.addAll(factor.statistics());
                Expr coefficient = factor.condition() == null ? part.coefficient()
                        : Expr.select(factor.condition(), part.coefficient(), Expr.of(0));
                result.add(new Term(part.loops(), coefficient, statistics));
            }
        }
        return result;
    }
}
