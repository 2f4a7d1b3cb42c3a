package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.lower.Range;
import org.penumbra.compiler.target.Layout;
import org.penumbra.expression.Array;

/** Decides for every site which exponential family it has, by its support and the statistics that occur. */
final class Families {

    private final Optional<GradientFamily> gradient;
    private final JointModel joint;
    private final JointPolynomial density;
    private final Layout layout;
    private final Simplices simplices;
    private final Map<Array, double[]> data;
    private final Set<Array> locals;

    /** @param gradient sites without a conjugate family */
    Families(JointModel joint, JointPolynomial density, Layout layout, Map<Array, double[]> data,
            Optional<GradientFamily> gradient) {
        this(joint, density, layout, data, gradient, Set.of());
    }

    /** @param locals sites with elements for each row of a batch, which share no factor with others */
    Families(JointModel joint, JointPolynomial density, Layout layout, Map<Array, double[]> data,
            Optional<GradientFamily> gradient, Set<Array> locals) {
        this.locals = locals;
        this.gradient = gradient;
        this.joint = joint;
        this.density = density;
        this.layout = layout;
        this.simplices = new Simplices(joint);
        this.data = data;
    }

    List<Family> all() {
        List<Family> families = new ArrayList<>();
        density.auxiliaries().forEach((array, auxiliary) -> families.add(auxiliary(array, auxiliary)));
        Map<Array, Integer> normal = new LinkedHashMap<>();
        for (LatentSite site : joint.program().latents()) {
            boolean known = normal.containsKey(site.array())
                    || gradient.filter(block -> block.hasSite(site.array())).isPresent()
                    || families.stream().anyMatch(family -> family.isAbout(site.array()));
            if (!known && joint.matrices().containsKey(site.array())) {
                families.add(new WishartFamily(site.array(), joint.matrices().get(site.array()),
                        density.monomials(), layout.site(site.name()).valueOffset()));
            } else if (!known && isReal(site)) {
                normal.put(site.array(), layout.site(site.name()).valueOffset());
            } else if (!known) {
                families.add(bounded(site.array(), layout.site(site.name()).valueOffset()));
            }
        }
        families.addAll(normals(normal));
        gradient.ifPresent(families::add);
        for (DiscreteSite site : joint.program().summation().sites()) {
            families.add(MarkovFamily.of(site, density.monomials()).orElseGet(() -> ElementFamily.categorical(
                    site.array(), site.name(), site.array().size(), site.cardinality(), site.low(), null, data)));
        }
        return families;
    }

    private Family auxiliary(Array array, Augmentation.Auxiliary auxiliary) {
        return auxiliary.values() == 0
                ? ElementFamily.polyaGamma(array, auxiliary.name(), auxiliary.weights(), data)
                : ElementFamily.categorical(array, auxiliary.name(), auxiliary.weights().length, auxiliary.values(), 0,
                        auxiliary.weights(), data);
    }

    private Set<Atom> atoms(Array site) {
        return density.monomials().stream().flatMap(one -> one.atoms().stream())
                .filter(atom -> atom.array().equals(site)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isReal(LatentSite latent) {
        Array site = latent.array();
        Range.Interval range = joint.bounds().get(site);
        boolean tied = latent.block().filter(block -> block.coordinates() instanceof BlockDraw.Structured).isPresent();
        if (tied && simplices.parts(site) == 0) {
            throw new NotConjugate("the elements of '" + site.name() + "', " + latent.support()
                    + ", are tied together, and of no conjugate family.");
        }
        return simplices.parts(site) == 0 && (range == null
                || range.low() == Double.NEGATIVE_INFINITY && range.high() == Double.POSITIVE_INFINITY);
    }

    private Family bounded(Array site, int firstValue) {
        Set<Atom> atoms = atoms(site);
        Set<Atom.Kind> kinds = atoms.stream().map(Atom::kind).collect(Collectors.toSet());
        Set<Double> powers = atoms.stream().filter(atom -> atom.kind() == Atom.Kind.POWER).map(Atom::power)
                .collect(Collectors.toCollection(TreeSet::new));
        Range.Interval range = joint.bounds().get(site);
        int parts = simplices.parts(site);
        if (parts > 0 && kinds.equals(Set.of(Atom.Kind.LOG))) {
            return ElementFamily.dirichlet(site, parts, firstValue, data);
        }
        boolean positive = range.low() == 0 && range.high() == Double.POSITIVE_INFINITY;
        boolean unit = range.low() == 0 && range.high() == 1;
        if (parts == 0 && positive && !kinds.contains(Atom.Kind.LOG_COMPLEMENT) && powers.size() == 1) {
            return ElementFamily.gamma(site, powers.iterator().next(), firstValue, data);
        }
        if (parts == 0 && unit && powers.isEmpty()) {
            return ElementFamily.beta(site, firstValue, data);
        }
        throw new NotConjugate("the density of '" + site.name() + "' given all others is of no conjugate family: it is "
                + (positive ? "a positive number" : "bounded") + " with the statistics " + describe(atoms) + ".",
                Set.of(site));
    }

    private static String describe(Set<Atom> atoms) {
        return atoms.stream().map(atom -> switch (atom.kind()) {
            case POWER -> atom.power() == 1 ? "x" : "x^" + number(atom.power());
            case LOG -> "log x";
            case LOG_COMPLEMENT -> "log(1 - x)";
            default -> atom.toString();
        }).distinct().collect(Collectors.joining(", "));
    }

    private static String number(double power) {
        return power == Math.rint(power) ? Long.toString((long) power) : Double.toString(power);
    }

    /** Real sites are put together as long as the density stays quadratic in all of them. */
    private List<Family> normals(Map<Array, Integer> sites) {
        List<Set<Array>> sets = new ArrayList<>();
        for (Array site : sites.keySet()) {
            requireQuadratic(site);
            sets.add(new LinkedHashSet<>(Set.of(site)));
        }
        boolean merged = true;
        while (merged) {
            merged = mergeTwo(sets);
        }
        List<Family> families = new ArrayList<>();
        for (Set<Array> set : sets) {
            Map<Array, Integer> chosen = new LinkedHashMap<>();
            sites.forEach((site, first) -> {
                if (set.contains(site)) {
                    chosen.put(site, first);
                }
            });
            families.add(new GaussianFamily(chosen, density.monomials(), data));
        }
        return families;
    }

    private boolean mergeTwo(List<Set<Array>> sets) {
        for (int i = 0; i < sets.size(); i++) {
            for (int j = i + 1; j < sets.size(); j++) {
                Set<Array> both = new LinkedHashSet<>(sets.get(i));
                both.addAll(sets.get(j));
                if (locals.containsAll(sets.get(i)) == locals.containsAll(sets.get(j))
                        && meet(sets.get(i), sets.get(j)) && degree(both) <= 2
                        && both.stream().mapToInt(Array::size).sum() <= GaussianFamily.LARGEST) {
                    sets.set(i, both);
                    sets.remove(j);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean meet(Set<Array> one, Set<Array> other) {
        return density.monomials().stream().anyMatch(monomial -> degree(monomial, one) > 0
                && degree(monomial, other) > 0);
    }

    private double degree(Set<Array> sites) {
        return density.monomials().stream().mapToDouble(monomial -> degree(monomial, sites)).max().orElse(0);
    }

    private static double degree(Monomial monomial, Set<Array> sites) {
        return monomial.atoms().stream().filter(atom -> sites.contains(atom.array())).mapToDouble(Atom::power).sum();
    }

    private void requireQuadratic(Array site) {
        for (Atom atom : atoms(site)) {
            boolean fits = atom.kind() == Atom.Kind.POWER && (atom.power() == 1 || atom.power() == 2);
            if (!fits) {
                throw new NotConjugate("the density of '" + site.name() + "' given all others is not normal: it has "
                        + describe(Set.of(atom)) + ".", Set.of(site));
            }
        }
        if (degree(Set.of(site)) > 2) {
            throw new NotConjugate("the density of '" + site.name()
                    + "' given all others is not normal: more than two of its elements are multiplied.",
                    Set.of(site));
        }
    }
}
