package org.penumbra.compiler.conjugate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.inference.conjugate.CategoricalFactors;
import org.penumbra.inference.conjugate.DirichletFactors;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.PolyaGammaFactors;
import org.penumbra.inference.conjugate.PowerGammaFactors;

/** A site each of whose factors is one element or one vector, with a statistic for each atom of it. */
final class ElementFamily implements Family {

    private final Array site;
    private final List<Array> statistics;
    private final Function<Atom, Element> statistic;
    private final Function<Atom, Expr> factor;
    private final int factors;
    private final int rank;
    private final Maker maker;
    private final Map<Array, double[]> data;
    private Coupling coupling;
    private boolean coupled;

    /** Makes the factors: all of them, or those of one colour. */
    @FunctionalInterface
    private interface Maker {
        FactorGroup make(int start, int[] members);
    }

    private ElementFamily(Array site, List<Array> statistics, Function<Atom, Element> statistic,
            Function<Atom, Expr> factor, int factors, int rank, Maker maker, Map<Array, double[]> data) {
        this.site = site;
        this.statistics = statistics;
        this.statistic = statistic;
        this.factor = factor;
        this.factors = factors;
        this.rank = rank;
        this.maker = maker;
        this.data = data;
        this.coupling = new Coupling(factors, data);
    }

    private static Array array(String name, Integer... shape) {
        return new Array(name, Array.Role.FREE, List.of(shape));
    }

    /** Positive numbers with the statistics log x and x^power. */
    static ElementFamily gamma(Array site, double power, int firstValue, Map<Array, double[]> data) {
        int size = site.size();
        Array log = array("E[log " + site.name() + "]", size);
        Array powers = array("E[" + site.name() + "^" + power + "]", size);
        return new ElementFamily(site, List.of(log, powers),
                atom -> new Element(atom.kind() == Atom.Kind.LOG ? log : powers, atom.offset()), Atom::offset, size, 1,
                (start, members) -> new PowerGammaFactors(site.name(), start, size, power, firstValue), data);
    }

    /** Numbers between 0 and 1 with the statistics log x and log(1 - x). */
    static ElementFamily beta(Array site, int firstValue, Map<Array, double[]> data) {
        int size = site.size();
        Array logs = array("E[log " + site.name() + "]", size, 2);
        return new ElementFamily(site, List.of(logs), atom -> new Element(logs, Offset.canonical(
                atom.offset().times(2).plus(atom.kind() == Atom.Kind.LOG ? 0 : 1))), Atom::offset, size, 1,
                (start, members) -> new DirichletFactors(site.name(), start, size, 2, true, firstValue), data);
    }

    /** Vectors of proportions with the statistics log x_k. */
    static ElementFamily dirichlet(Array site, int parts, int firstValue, Map<Array, double[]> data) {
        int size = site.size() / parts;
        Array logs = array("E[log " + site.name() + "]", size, parts);
        return new ElementFamily(site, List.of(logs), atom -> new Element(logs, atom.offset()),
                atom -> Apply.of(Op.FLOOR,
                        atom.offset().over(parts)),
                size, 1, (start, members) -> new DirichletFactors(site.name(), start, size, parts, false, firstValue),
                data);
    }

    /** Categories from {@code low}, with their indicators as statistics. */
    static ElementFamily categorical(Array site, String name, int count, int values, int low, double[] weights,
            Map<Array, double[]> data) {
        Array shares = array("P[" + name + "]", count, values);
        return new ElementFamily(site, List.of(shares), atom -> new Element(shares,
                Offset.canonical(atom.offset().times(values).plus(atom.argument()).minus(low))), Atom::offset, count,
                weights == null ? 2 : 0,
                (start, members) -> new CategoricalFactors(name, start, count, values, weights, members), data);
    }

    /** Polya-Gamma variables, which occur to the first power. */
    static ElementFamily polyaGamma(Array site, String name, double[] weights, Map<Array, double[]> data) {
        Array means = array("E[" + name + "]", weights.length);
        return new ElementFamily(site, List.of(means), atom -> new Element(means, atom.offset()), Atom::offset,
                weights.length, 0, (start, members) -> new PolyaGammaFactors(name, start, weights), data);
    }

    @Override
    public List<Array> statistics() {
        return statistics;
    }

    @Override
    public boolean isAbout(Array array) {
        return site.equals(array);
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public Product expectation(List<Atom> atoms, Monomial monomial) {
        for (int i = 0; i < atoms.size(); i++) {
            for (int j = i + 1; j < atoms.size(); j++) {
                Expr first = factor.apply(atoms.get(i));
                Expr other = factor.apply(atoms.get(j));
                if (first.equals(other) || Coupling.everMeet(monomial, first, other, data)) {
                    throw new NotConjugate("the density has the product of " + atoms.get(i) + " and " + atoms.get(j)
                            + ", which are about one and the same element.", Set.of(site));
                }
                coupling.add(monomial, first, other);
                coupled = true;
            }
        }
        List<Element> product = atoms.stream().map(statistic).toList();
        return new Product(List.of(new Part(null, product)), atoms.size() == 1);
    }

    @Override
    public List<FactorGroup> groups(int start) {
        if (!coupled) {
            return List.of(maker.make(start, null));
        }
        List<int[]> colours = coupling.colours();
        if (rank != 2) {
            throw new NotConjugate("elements of '" + site.name() + "' are multiplied with one another.",
                    Set.of(site));
        }
        return colours.stream().map(colour -> maker.make(start, colour)).toList();
    }
}
