package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Replaces what is no product of statistics by one with auxiliary variables, of which the original is the marginal.
 *
 * <ul>
 * <li>-b log(1 + exp(a)), a logistic likelihood, with Polya-Gamma variables w (Polson, Scott and Windle 2013, theorem
 * 1): -b log 2 - b a/2 - w a^2/2.</li>
 * <li>y log(sum of a_k), as in the likelihood of a count whose rate is a sum, with the parts of the count, which are
 * multinomial given it (Cemgil 2009): y times the sum of r_k log a_k, r_k being proportions.</li>
 * </ul>
 */
final class Augmentation {

    private static final double LOG_2 = 0.69314718055994530942;

    /**
     * Auxiliary variables.
     *
     * @param values number of categories; 0 for Polya-Gamma variables
     * @param weights b, or y, of each
     * @param refresh computes the weights again, where they follow from the rows of a batch
     */
    record Auxiliary(String name, int values, double[] weights, Optional<Runnable> refresh) {
    }

    /** @param refresh present where the weights follow from rows */
    private record Weights(double[] values, Optional<Runnable> refresh) {
    }

    private final Expansion expansion;
    private final Map<Array, double[]> data;
    private final Map<Array, Auxiliary> auxiliaries = new LinkedHashMap<>();

    Augmentation(Expansion expansion, Map<Array, double[]> data) {
        this.expansion = expansion;
        this.data = data;
    }

    Map<Array, Auxiliary> auxiliaries() {
        return auxiliaries;
    }

    /** The monomial without functions that are no statistics. */
    List<Monomial> of(Monomial monomial, String statement) {
        Atom opaque = monomial.atoms().stream().filter(Atom::isOpaque).findFirst().orElse(null);
        if (opaque == null) {
            return List.of(monomial);
        }
        if (monomial.atoms().size() > 1) {
            throw new NotConjugate("it has a product with " + what(opaque), expansion.sites(opaque.argument()));
        }
        return opaque.kind() == Atom.Kind.SOFTPLUS ? logistic(monomial, opaque, statement)
                : sum(monomial, opaque, statement);
    }

    private String what(Atom opaque) {
        return (opaque.kind() == Atom.Kind.SOFTPLUS ? "log(1 + exp(...)) of " : "the logarithm of a sum of ")
                + expansion.names(opaque.argument());
    }

    private Weights weights(Monomial monomial, double sign, Atom opaque) {
        Iterations iterations = new Iterations(monomial.loops(), data);
        Iterations.At coefficient = iterations.compile(monomial.coefficient());
        double[] weights = new double[Math.toIntExact(Iterations.count(monomial.loops()))];
        Runnable fill = () -> {
            int[] next = new int[1];
            iterations.run(indices -> weights[next[0]++] = sign * coefficient.value(indices));
            requireWeights(weights, opaque);
        };
        fill.run();
        return new Weights(weights, expansion.followsRows(monomial.coefficient()) ? Optional.of(fill)
                : Optional.empty());
    }

    private void requireWeights(double[] weights, Atom opaque) {
        for (double weight : weights) {
            if (!(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
                throw new NotConjugate("it has a positive multiple of " + what(opaque),
                        expansion.sites(opaque.argument()));
            }
        }
    }

    /** Of a negative part there is no logarithm, and one that is 0 has none that can be multiplied. */
    private void requirePositive(List<Loop> around, Monomial part, Atom opaque) {
        List<Loop> loops = new ArrayList<>(around);
        loops.addAll(part.loops());
        boolean[] positive = {true};
        if (part.coefficient().constantValue().isPresent()) {
            positive[0] = part.coefficient().constantValue().getAsDouble() > 0;
        } else if (expansion.followsRows(part.coefficient())) {
            positive[0] = expansion.isPositive(part.coefficient());
        } else {
            Iterations iterations = new Iterations(loops, data);
            Iterations.At coefficient = iterations.compile(part.coefficient());
            iterations.run(indices -> positive[0] &= coefficient.value(indices) > 0);
        }
        if (!positive[0]) {
            throw new NotConjugate("it has " + what(opaque) + " with a part that is not positive",
                    expansion.sites(opaque.argument()));
        }
    }

    private List<Monomial> logistic(Monomial monomial, Atom opaque, String statement) {
        Weights weights = weights(monomial, -1, opaque);
        Array array = array(statement, monomial.loops(), 1, new Auxiliary("the Polya-Gamma variables of " + statement,
                0, weights.values(), weights.refresh()));
        Polynomial a = expansion.expand(opaque.argument(), monomial.loops());
        Monomial w = Monomial.of(Atom.power(array, Iterations.position(monomial.loops()), 1));
        Polynomial squares = a.square(expansion::copy).map(one -> one.times(w).scaled(Expr.of(-0.5)));
        Expr coefficient = monomial.coefficient();
        return around(monomial.loops(), squares.plus(a.scaled(coefficient.times(0.5)))
                .plus(Polynomial.constant(coefficient.times(LOG_2))));
    }

    private List<Monomial> sum(Monomial monomial, Atom opaque, String statement) {
        Weights weights = weights(monomial, 1, opaque);
        Polynomial parts = expansion.expand(opaque.argument(), monomial.loops());
        int categories = 0;
        for (Monomial part : parts.monomials()) {
            categories += Math.toIntExact(Iterations.count(part.loops()));
        }
        Array array = array(statement, monomial.loops(), categories,
                new Auxiliary("the parts of " + statement, categories, weights.values(), weights.refresh()));
        List<Monomial> all = new ArrayList<>();
        int first = 0;
        for (Monomial part : parts.monomials()) {
            Expr category = Iterations.position(part.loops()).plus(first);
            Monomial share = new Monomial(part.loops(), monomial.coefficient(), List.of(
                    Atom.indicator(array, Iterations.position(monomial.loops()), category)));
            requirePositive(monomial.loops(), part, opaque);
            all.add(share.scaled(part.coefficient().log()));
            for (Atom atom : part.atoms()) {
                if (atom.kind() != Atom.Kind.POWER || !expansion.isPositive(atom)) {
                    throw new NotConjugate("it has " + what(opaque), expansion.sites(opaque.argument()));
                }
                all.add(share.scaled(Expr.of(atom.power()))
                        .times(Monomial.of(Atom.log(atom.array(), atom.offset()))));
            }
            first += Math.toIntExact(Iterations.count(part.loops()));
        }
        return around(monomial.loops(), Polynomial.sum(all));
    }

    private Array array(String statement, List<Loop> loops, int size, Auxiliary auxiliary) {
        Array array = new Array(statement + " augmented " + auxiliaries.size(), Array.Role.FREE,
                List.of(Math.toIntExact(Iterations.count(loops)), size));
        auxiliaries.put(array, auxiliary);
        return array;
    }

    private static List<Monomial> around(List<Loop> loops, Polynomial inside) {
        List<Monomial> all = new ArrayList<>();
        for (Monomial one : inside.monomials()) {
            Monomial outer = one;
            for (Loop loop : loops.reversed()) {
                outer = outer.inside(loop);
            }
            all.add(outer);
        }
        return all;
    }
}
