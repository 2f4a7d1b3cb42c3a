package org.penumbra.compiler.conjugate;

import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.MarkovFactors;

/** A discrete site whose elements meet their neighbours only: one factor, a Markov chain. */
final class MarkovFamily implements Family {

    private final DiscreteSite site;
    private final Array ones;
    private final Array pairs;

    private MarkovFamily(DiscreteSite site) {
        this.site = site;
        int length = site.array().size();
        int values = site.cardinality();
        this.ones = new Array("P[" + site.name() + "]", Array.Role.FREE, List.of(length, values));
        this.pairs = new Array("P[" + site.name() + ", next]", Array.Role.FREE, List.of(length, values, values));
    }

    /** Empty when elements are independent, or meet others than their neighbours. */
    static Optional<Family> of(DiscreteSite site, List<Monomial> monomials) {
        boolean coupled = false;
        for (Monomial monomial : monomials) {
            List<Atom> own = monomial.atoms().stream().filter(atom -> atom.array().equals(site.array())).toList();
            if (own.size() > 2 || own.size() == 2 && Math.abs(step(own)) != 1) {
                return Optional.empty();
            }
            coupled |= own.size() == 2;
        }
        return coupled ? Optional.of(new MarkovFamily(site)) : Optional.empty();
    }

    /** How much later the second element is than the first; 0 when that varies. */
    private static int step(List<Atom> two) {
        Offset difference = Offset.of(two.get(1).offset().minus(two.get(0).offset()));
        return difference.factors().isEmpty() ? (int) difference.constant() : 0;
    }

    @Override
    public List<Array> statistics() {
        return List.of(ones, pairs);
    }

    @Override
    public boolean isAbout(Array array) {
        return site.array().equals(array);
    }

    @Override
    public int rank() {
        return 2;
    }

    @Override
    public Product expectation(List<Atom> atoms, Monomial monomial) {
        int values = site.cardinality();
        if (atoms.size() == 1) {
            return Product.of(new Element(ones, Offset.canonical(
                    atoms.getFirst().offset().times(values).plus(value(atoms.getFirst())))));
        }
        boolean inOrder = step(atoms) == 1;
        Atom earlier = atoms.get(inOrder ? 0 : 1);
        Atom later = atoms.get(inOrder ? 1 : 0);
        return Product.of(new Element(pairs, Offset.canonical(earlier.offset().times(values).plus(value(earlier))
                .times(values).plus(value(later)))));
    }

    private Expr value(Atom atom) {
        return atom.argument().minus(site.low());
    }

    @Override
    public List<FactorGroup> groups(int start) {
        return List.of(new MarkovFactors(site.name(), start, site.array().size(), site.cardinality()));
    }
}
