package org.penumbra.compiler.conjugate;

import java.util.List;
import org.penumbra.compiler.lower.MatrixSite;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.WishartFactors;

/**
 * Positive definite matrices with the statistics log det X and X, which is the Wishart family, or log det X and X^-1,
 * the inverse one.
 */
final class WishartFamily implements Family {

    private final Array site;
    private final MatrixSite matrix;
    private final int firstValue;
    private final boolean inverse;
    private final Array logDeterminants;
    private final Array elements;

    /** @param firstValue position of the first element among the values of all sites */
    WishartFamily(Array site, MatrixSite matrix, List<Monomial> monomials, int firstValue) {
        this.site = site;
        this.matrix = matrix;
        this.firstValue = firstValue;
        boolean direct = occurs(site, monomials);
        this.inverse = occurs(matrix.inverse(), monomials);
        if (direct && inverse) {
            throw refuse("both elements of the matrix and elements of its inverse");
        }
        this.logDeterminants = new Array("E[log det " + site.name() + "]", Array.Role.FREE, site.shape());
        this.elements = new Array("E[" + (inverse ? "inverse " : "") + site.name() + "]", Array.Role.FREE,
                site.shape());
    }

    private NotConjugate refuse(String what) {
        return new NotConjugate("the density of '" + site.name() + "' given all others is of no conjugate family: it "
                + "has " + what + ".");
    }

    private static boolean occurs(Array array, List<Monomial> monomials) {
        return monomials.stream().flatMap(one -> one.atoms().stream()).anyMatch(atom -> atom.array().equals(array));
    }

    @Override
    public List<Array> statistics() {
        return List.of(logDeterminants, elements);
    }

    @Override
    public boolean isAbout(Array array) {
        return array.equals(site) || matrix.isSymbol(array);
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public Product expectation(List<Atom> atoms, Monomial monomial) {
        Atom atom = atoms.getFirst();
        if (atoms.size() > 1 || atom.kind() != Atom.Kind.POWER || atom.power() != 1) {
            throw refuse("a function or a product of elements of the matrix");
        }
        Array statistic = atom.array().equals(matrix.logDeterminant()) ? logDeterminants : elements;
        return Product.of(new Element(statistic, Offset.canonical(atom.offset())));
    }

    @Override
    public List<FactorGroup> groups(int start) {
        int order = matrix.order();
        return List.of(new WishartFactors(site.name(), start, site.size() / (order * order), order, inverse,
                firstValue));
    }
}
