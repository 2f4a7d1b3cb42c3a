package org.penumbra.compiler.conjugate;

import java.util.List;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.inference.conjugate.FactorGroup;

/** The statistics of one site, or of several that are normal together, and the factors that are made of them. */
interface Family {

    /** The arrays of statistics, in the order in which they lie in a vector of moments. */
    List<Array> statistics();

    /** Whether an array is a site of this family. */
    boolean isAbout(Array site);

    /** The expected product of atoms of this family that occur in one monomial. */
    Product expectation(List<Atom> atoms, Monomial monomial);

    /**
     * The factors, in groups that are updated one after the other.
     *
     * @param start of the statistics in a vector of moments
     */
    List<FactorGroup> groups(int start);

    /** 0 for what is updated first. */
    int rank();

    /**
     * A product of atoms as statistics: one alternative, or several that are added.
     *
     * @param parts to be added up
     * @param single whether all atoms belong to one factor, so that nothing is assumed to be independent
     */
    record Product(List<Part> parts, boolean single) {

        static Product of(Element statistic) {
            return new Product(List.of(new Part(null, List.of(statistic))), true);
        }
    }

    /**
     * @param condition on indices and data that decides whether it counts; null when it always does
     * @param statistics that are multiplied
     */
    record Part(Expr condition, List<Element> statistics) {
    }
}
