package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** A sum of monomials; equal products of atoms are one monomial. */
record Polynomial(List<Monomial> monomials) {

    /** More would take longer to analyse than any update saves. */
    private static final int MOST_MONOMIALS = 5_000;

    Polynomial {
        monomials = List.copyOf(monomials);
    }

    /** What makes the copy of a loop with an index of its own. */
    @FunctionalInterface
    interface Copies {
        Loop copy(Loop loop);
    }

    static Polynomial of(Monomial monomial) {
        return sum(List.of(monomial));
    }

    static Polynomial constant(Expr coefficient) {
        return of(Monomial.constant(coefficient));
    }

    private record Key(List<Loop> loops, List<Atom> atoms) {
    }

    /** Those with the same loops and atoms are added up; what is 0 is left out. */
    static Polynomial sum(Iterable<Monomial> parts) {
        Map<Key, Expr> coefficients = new LinkedHashMap<>();
        for (Monomial part : parts) {
            coefficients.merge(new Key(part.loops(), part.atoms()), part.coefficient(), Expr::plus);
        }
        List<Monomial> result = new ArrayList<>();
        coefficients.forEach((key, coefficient) -> {
            if (!coefficient.is(0)) {
                result.add(new Monomial(key.loops(), coefficient, key.atoms()));
            }
        });
        requireFew(result.size());
        return new Polynomial(result);
    }

    private static void requireFew(long size) {
        if (size > MOST_MONOMIALS) {
            throw new NotConjugate("it has more than " + MOST_MONOMIALS + " terms when it is multiplied out");
        }
    }

    Polynomial plus(Polynomial other) {
        List<Monomial> all = new ArrayList<>(monomials);
        all.addAll(other.monomials);
        return sum(all);
    }

    Polynomial map(UnaryOperator<Monomial> change) {
        return sum(monomials.stream().map(change).toList());
    }

    Polynomial scaled(Expr factor) {
        return map(monomial -> monomial.scaled(factor));
    }

    Polynomial times(Polynomial other, Copies copies) {
        requireFew((long) monomials.size() * other.monomials.size());
        List<Monomial> products = new ArrayList<>();
        for (Monomial left : monomials) {
            for (Monomial right : other.monomials) {
                products.add(left.times(apart(right, left, copies)));
            }
        }
        return sum(products);
    }

    /** Each product of two different monomials occurs twice. */
    Polynomial square(Copies copies) {
        requireFew((long) monomials.size() * (monomials.size() + 1) / 2);
        List<Monomial> products = new ArrayList<>();
        for (int i = 0; i < monomials.size(); i++) {
            Monomial left = monomials.get(i);
            products.add(left.times(apart(left, left, copies)));
            for (int j = i + 1; j < monomials.size(); j++) {
                products.add(left.times(apart(monomials.get(j), left, copies)).scaled(Expr.of(2)));
            }
        }
        return sum(products);
    }

    /** The same monomial with other names for the loops that {@code beside} has, too. */
    private static Monomial apart(Monomial monomial, Monomial beside, Copies copies) {
        Map<Index, Expr> renamed = new LinkedHashMap<>();
        List<Loop> loops = new ArrayList<>();
        for (Loop loop : monomial.loops()) {
            Loop other = loop;
            while (beside.loops().contains(other)) {
                other = copies.copy(other);
            }
            loops.add(other);
            if (other != loop) {
                renamed.put(loop.index(), other.index());
            }
        }
        return renamed.isEmpty() ? monomial : monomial.renamed(renamed, loops);
    }

    /** Whether nothing but data is in it. */
    boolean isConstant() {
        return monomials.stream().allMatch(one -> one.atoms().isEmpty() && one.loops().isEmpty());
    }
}
