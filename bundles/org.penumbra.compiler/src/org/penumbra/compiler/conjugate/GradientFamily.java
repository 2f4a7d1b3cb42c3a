package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.discrete.Rewriting;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.GradientFactors;

/**
 * Sites without a conjugate family. Whatever functions of them occur in the density are statistics: it is linear in
 * their expectations, and given these everything else is as it was.
 */
final class GradientFamily implements Family {

    /** More functions take longer than the ascent saves. */
    private static final int MOST = 2_000_000;

    /**
     * A function in every iteration of some loops.
     *
     * @param value in one of them
     */
    private record Function(List<Loop> loops, Expr value) {
    }

    private final List<GradientSites.Site> sites;
    private final JointModel joint;
    private final Map<Array, double[]> data;
    private final Vectors vectors;
    private final Facts facts = new Facts();
    private final Map<Function, Array> functions = new LinkedHashMap<>();
    private final Map<Array, Loop> elements = new LinkedHashMap<>();
    private final Array coordinates;
    private int count;

    /** @param data that functions may read; tables of others are added to it */
    GradientFamily(List<GradientSites.Site> sites, JointModel joint, Map<Array, double[]> data, Vectors vectors) {
        this.sites = sites;
        this.joint = joint;
        this.data = data;
        this.vectors = vectors;
        int dimension = sites.stream().mapToInt(site -> site.array().size()).sum();
        this.coordinates = new Array("means and log sds of " + name(), Array.Role.FREE, List.of(2, dimension));
    }

    private String name() {
        return String.join(", ", sites.stream().map(site -> site.array().name()).toList());
    }

    boolean hasSite(Array array) {
        return sites.stream().anyMatch(site -> site.array().equals(array));
    }

    @Override
    public boolean isAbout(Array site) {
        return site.equals(Atom.GRADIENT);
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public Product expectation(List<Atom> atoms, Monomial monomial) {
        Expr value = atoms.getFirst().argument();
        Set<Element> read = new LinkedHashSet<>();
        collect(value, read);
        List<Loop> loops = monomial.loops().stream().filter(loop -> facts.dependsOn(value, loop.index())).toList();
        Element statistic = read.size() == 1 ? ofOne(value, read.iterator().next(), loops) : null;
        if (statistic == null) {
            statistic = new Element(array(new Function(loops, value)), Offset.canonical(Iterations.position(loops)));
        }
        return new Product(List.of(new Part(null, List.of(statistic))), false);
    }

    /**
     * A function of one element, wherever the element is taken from, is known when it is known for all elements.
     *
     * @return null when something else varies, too
     */
    private Element ofOne(Expr value, Element element, List<Loop> loops) {
        Array site = element.array();
        Loop all = elements.computeIfAbsent(site,
                key -> joint.loops().loop(key.name(), Expr.of(1), Expr.of(key.size())));
        Element general = new Element(site, all.index().minus(1));
        Expr rewritten = new Rewriting(Map.of(element, general)).apply(value);
        boolean alone = loops.stream().noneMatch(loop -> facts.dependsOn(rewritten, loop.index()));
        return alone ? new Element(array(new Function(List.of(all), rewritten)), element.offset()) : null;
    }

    private Array array(Function function) {
        return functions.computeIfAbsent(function, key -> {
            long size = Iterations.count(key.loops());
            if (size + count > MOST) {
                throw new NotConjugate("it has more than " + MOST + " functions of " + name()
                        + ", which have no conjugate family.");
            }
            count += (int) size;
            return new Array("E[f" + functions.size() + " of " + name() + "]", Array.Role.FREE, List.of((int) size));
        });
    }

    private void collect(Expr expression, Set<Element> found) {
        if (facts.isLatent(expression)) {
            switch (expression) {
                case Element element -> found.add(element);
                case Apply apply -> apply.arguments().forEach(argument -> collect(argument, found));
                case Sum sum -> collect(sum.body(), found);
                default -> { }
            }
        }
    }

    @Override
    public List<Array> statistics() {
        List<Array> all = new ArrayList<>(functions.values());
        all.add(coordinates);
        return all;
    }

    @Override
    public List<FactorGroup> groups(int start) {
        List<Expr> sums = new ArrayList<>();
        functions.forEach((function, weights) -> {
            Expr total = new Element(weights, Iterations.position(function.loops())).times(function.value());
            for (Loop loop : function.loops().reversed()) {
                total = new Sum(loop, total);
            }
            sums.add(total);
        });
        return List.of(new GradientFactors(name(), start, CompiledStatistics.of(sites, sums,
                List.copyOf(functions.values()), data, joint, vectors)));
    }
}
