package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.GaussianFactors;

/**
 * Real sites in whose elements together the log density is quadratic. Elements that are multiplied with one another are
 * one multivariate normal factor; where that would be too large, each element is a factor, and those that are coupled
 * are updated one after the other.
 */
final class GaussianFamily implements Family {

    /** Elements of a factor: its covariance is inverted in every update. */
    static final int LARGEST = 500;
    /** Products of elements of one factor that are kept, in all factors together. */
    private static final long MOST_PRODUCTS = 50_000_000;

    private final Map<Array, Integer> bases = new LinkedHashMap<>();
    private final List<Integer> values = new ArrayList<>();
    private final Map<Array, double[]> data;
    private final String name;
    private final Array mean;
    private final Array second;
    private final int[][] members;
    private final int width;
    private final Array local;
    private final List<int[]> colours;

    /**
     * @param sites with the positions of their first elements among the values of the model
     * @param monomials of the density
     * @param data tables are added to it
     */
    GaussianFamily(Map<Array, Integer> sites, List<Monomial> monomials, Map<Array, double[]> data) {
        this.data = data;
        this.name = String.join(", ", sites.keySet().stream().map(Array::name).toList());
        sites.forEach((site, first) -> {
            bases.put(site, values.size());
            for (int k = 0; k < site.size(); k++) {
                values.add(first + k);
            }
        });
        int elements = values.size();
        Coupling coupling = new Coupling(elements, data);
        for (Monomial monomial : monomials) {
            List<Expr> positions = positions(own(monomial));
            if (positions.size() == 2) {
                List<Coupling.Span> spans = spans(own(monomial));
                coupling.add(monomial, positions.get(0), spans.getFirst(), positions.get(1), spans.getLast());
            }
        }
        int[][] connected = coupling.components();
        int largest = Arrays.stream(connected).mapToInt(set -> set.length).max().orElse(1);
        boolean joint = largest <= LARGEST && (long) elements * largest <= MOST_PRODUCTS;
        this.colours = joint ? List.of() : coupling.colours();
        this.members = joint ? connected : IntStream.range(0, elements)
                .mapToObj(k -> new int[] {k}).toArray(int[][]::new);
        this.width = joint ? largest : 1;
        this.mean = new Array("E[" + name + "]", Array.Role.FREE, List.of(elements));
        this.second = new Array("E[" + name + " '" + name + "]", Array.Role.FREE, List.of(elements, width));
        this.local = new Array("place of " + name, Array.Role.DATA, List.of(elements));
        double[] places = new double[elements];
        for (int[] set : members) {
            for (int k = 0; k < set.length; k++) {
                places[set[k]] = k;
            }
        }
        data.put(local, places);
    }

    private List<Atom> own(Monomial monomial) {
        return monomial.atoms().stream().filter(atom -> isAbout(atom.array())).toList();
    }

    private List<Coupling.Span> spans(List<Atom> atoms) {
        return atoms.stream().map(Atom::array)
                .map(site -> new Coupling.Span(bases.get(site), bases.get(site) + site.size())).toList();
    }

    @Override
    public boolean isAbout(Array site) {
        return bases.containsKey(site);
    }

    @Override
    public List<Array> statistics() {
        return List.of(mean, second);
    }

    @Override
    public int rank() {
        return 1;
    }

    /** The elements that are multiplied, a square as one that occurs twice. */
    private List<Expr> positions(List<Atom> atoms) {
        List<Expr> positions = new ArrayList<>();
        for (Atom atom : atoms) {
            Expr position = Offset.canonical(atom.offset().plus(bases.get(atom.array())));
            for (int k = 0; k < atom.power(); k++) {
                positions.add(position);
            }
        }
        return positions;
    }

    @Override
    public Product expectation(List<Atom> atoms, Monomial monomial) {
        List<Expr> positions = positions(atoms);
        if (positions.size() == 1) {
            return Product.of(new Element(mean, positions.getFirst()));
        }
        Expr first = positions.get(0);
        Expr other = positions.get(1);
        if (first.equals(other)) {
            Expr own = width == 1 ? Expr.of(0) : place(first);
            return Product.of(new Element(second, Offset.canonical(first.times(width).plus(own))));
        }
        if (colours.isEmpty()) {
            return Product.of(new Element(second, Offset.canonical(first.times(width).plus(place(other)))));
        }
        return independent(first, other, monomial);
    }

    /** Two elements of different factors, but for the iterations in which they are the same one. */
    private Product independent(Expr first, Expr other, Monomial monomial) {
        List<Element> means = List.of(new Element(mean, first), new Element(mean, other));
        if (!Coupling.everMeet(monomial, first, other, data)) {
            return new Product(List.of(new Part(null, means)), false);
        }
        Expr same = first.equalTo(other);
        return new Product(List.of(new Part(Apply.of(Op.NOT, same), means),
                new Part(same, List.of(new Element(second, first)))), false);
    }

    /** Position of an element in its factor. */
    private Expr place(Expr position) {
        if (members.length == 1) {
            return position;
        }
        return new Element(local, position);
    }

    @Override
    public List<FactorGroup> groups(int start) {
        int[] positions = values.stream().mapToInt(Integer::intValue).toArray();
        if (colours.size() < 2) {
            return List.of(new GaussianFactors(name, start, members, width, positions));
        }
        List<FactorGroup> groups = new ArrayList<>();
        for (int[] colour : colours) {
            int[][] chosen = Arrays.stream(colour).mapToObj(k -> members[k]).toArray(int[][]::new);
            groups.add(new GaussianFactors(name, start, chosen, width, positions));
        }
        return groups;
    }
}
