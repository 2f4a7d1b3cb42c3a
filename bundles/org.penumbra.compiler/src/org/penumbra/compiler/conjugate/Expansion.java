package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.discrete.Reads;
import org.penumbra.compiler.discrete.Rewriting;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Multiplies a log density out into atoms. A function of discrete sites is the sum over their values of an indicator
 * times the function at the value, so that a gather {@code mu[z[i]]} becomes a sum of {@code [z[i] = k] mu[k]}.
 */
final class Expansion {

    private final Facts facts = new Facts();
    private final Reads reads = new Reads();
    private final Map<Expr, Set<Index>> bound = new IdentityHashMap<>();
    private final Mentions mentions = new Mentions(facts);
    private final Map<Array, DiscreteSite> discrete = new HashMap<>();
    private final Map<Element, Loop> symbols = new HashMap<>();
    private final Map<Loop, Loop> copies = new HashMap<>();
    private final Set<Array> smooth;
    private final JointModel joint;
    private final Logarithms logarithms;
    private final Truth truth;
    /** Loops around what is being expanded. */
    private final List<Loop> around = new ArrayList<>();

    /** @param smooth sites of which all functions count as statistics */
    Expansion(JointModel joint, Set<Array> smooth) {
        this.joint = joint;
        this.smooth = smooth;
        joint.program().summation().sites().forEach(site -> discrete.put(site.array(), site));
        this.truth = new Truth(joint, around);
        this.logarithms = new Logarithms(this, joint, truth);
    }

    /** The expression, inside of some loops, as a polynomial. */
    Polynomial expand(Expr expression, List<Loop> loops) {
        around.clear();
        around.addAll(loops);
        return of(expression);
    }

    Loop copy(Loop loop) {
        return copies.computeIfAbsent(loop,
                key -> joint.loops().loop(key.index().name() + "'", key.lower(), key.upper()));
    }

    Polynomial of(Expr expression) {
        if (!facts.isLatent(expression)) {
            return Polynomial.constant(expression);
        }
        return switch (expression) {
            case Element element -> element(element);
            case Sum sum -> sum(sum);
            case Apply apply -> apply(apply);
            default -> throw new IllegalStateException("not latent: " + expression);
        };
    }

    private Polynomial element(Element element) {
        return switch (element.array().role()) {
            case DISCRETE -> enumerated(element);
            case FREE -> !reads.of(element).isEmpty() ? enumerated(element)
                    : smooth.contains(element.array()) ? function(element)
                    : Polynomial.of(Monomial.of(Atom.power(element.array(), element.offset(), 1)));
            default -> throw new NotConjugate("it depends on " + element.array().name().replaceAll("#.*", "")
                    + ", which is computed step by step");
        };
    }

    private static Polynomial function(Expr value) {
        return Polynomial.of(Monomial.of(Atom.function(value)));
    }

    /** Whether nothing is unknown of it but sites of which all functions are statistics. */
    boolean isSmooth(Expr expression) {
        return !smooth.isEmpty() && reads.of(expression).isEmpty() && mentions.isOnlyOf(smooth, expression);
    }

    private Polynomial sum(Sum sum) {
        around.add(sum.loop());
        Polynomial body = of(sum.body());
        around.removeLast();
        return body.map(monomial -> monomial.inside(sum.loop()));
    }

    private Polynomial apply(Apply apply) {
        Expr a = apply.argument(0);
        Expr b = apply.arguments().size() > 1 ? apply.argument(1) : null;
        return switch (apply.op()) {
            case ADD -> of(a).plus(of(b));
            case SUB -> of(a).plus(of(b).scaled(Expr.of(-1)));
            case NEG -> of(a).scaled(Expr.of(-1));
            case MUL -> !facts.isLatent(a) ? of(b).scaled(a) : !facts.isLatent(b) ? of(a).scaled(b) : mixed(apply);
            case DIV -> facts.isLatent(b) ? mixed(apply) : of(a).scaled(Expr.of(1).over(b));
            default -> mixed(apply);
        };
    }

    /** What is not linear in its arguments: first the values of discrete sites, then the rest. */
    private Polynomial mixed(Apply apply) {
        return freeReads(apply).isEmpty() ? continuous(apply) : enumerated(apply);
    }

    /** Discrete elements whose place does not change inside of the expression. */
    private List<Element> freeReads(Expr expression) {
        Set<Index> inside = bound(expression);
        return reads.of(expression).stream().filter(read -> reads.of(read.offset()).isEmpty()
                && facts.of(read).indices().stream().noneMatch(inside::contains)).toList();
    }

    private Set<Index> bound(Expr expression) {
        Set<Index> known = bound.get(expression);
        if (known == null) {
            known = new HashSet<>();
            if (expression instanceof Apply apply) {
                for (Expr argument : apply.arguments()) {
                    known.addAll(bound(argument));
                }
            } else if (expression instanceof Sum sum) {
                known.add(sum.loop().index());
                known.addAll(bound(sum.body()));
            } else if (expression instanceof Element element) {
                known.addAll(bound(element.offset()));
            }
            bound.put(expression, known);
        }
        return known;
    }

    /** The sum over the values k of a discrete element of [element = k] times the expression at k. */
    private Polynomial enumerated(Expr expression) {
        List<Element> free = freeReads(expression);
        if (free.isEmpty()) {
            throw new NotConjugate("elements of " + reads.of(expression).iterator().next().array().name()
                    + " are summed inside of a function of them");
        }
        Element read = free.getFirst();
        DiscreteSite site = discrete.get(read.array());
        Loop symbol = symbols.computeIfAbsent(read,
                key -> joint.loops().loop(site.name(), Expr.of(site.low()), Expr.of(site.high())));
        around.add(symbol);
        Polynomial at = of(new Rewriting(Map.of(read, symbol.index())).apply(expression));
        around.removeLast();
        Monomial indicator = Monomial.of(Atom.indicator(read.array(), read.offset(), symbol.index()));
        return at.map(monomial -> monomial.times(indicator).inside(symbol));
    }

    private Polynomial continuous(Apply apply) {
        Expr a = apply.argument(0);
        Expr b = apply.arguments().size() > 1 ? apply.argument(1) : null;
        if (isSmooth(apply) && !isTakenApart(apply)) {
            return function(apply);
        }
        return switch (apply.op()) {
            case MUL -> of(a).times(of(b), this::copy);
            case DIV -> of(a).times(powered(b, -1), this::copy);
            case SQUARE -> of(a).square(this::copy);
            case SQRT -> powered(a, 0.5);
            case POW -> power(a, b);
            case LOG -> logarithms.of(a);
            case LOG1P -> logarithms.of(a.plus(1));
            case EXP -> logarithms.exponential(a);
            case SOFTPLUS -> softplus(a);
            case DETACH -> of(a);
            case SELECT -> choice(a, b, apply.argument(2));
            default -> throw refuse(apply);
        };
    }

    /** Functions of sites whose functions are statistics stay whole, but for sums, products, and what is known. */
    private boolean isTakenApart(Apply apply) {
        return switch (apply.op()) {
            case MUL, DIV, SQUARE, DETACH -> true;
            case SELECT -> !facts.isLatent(apply.argument(0)) || truth.of(apply.argument(0)) != Truth.Answer.UNKNOWN;
            default -> false;
        };
    }

    private NotConjugate refuse(Apply apply) {
        return new NotConjugate("it has " + apply.op().symbol() + " of " + names(apply), sites(apply));
    }

    /** The latent continuous sites that an expression reads. */
    Set<Array> sites(Expr expression) {
        return mentions.sites(expression);
    }

    /** The sites that an expression reads, for people. */
    String names(Expr expression) {
        return mentions.names(expression);
    }

    private Polynomial power(Expr base, Expr exponent) {
        if (!(exponent instanceof Constant number)) {
            throw new NotConjugate("it has a power whose exponent is no number", sites(base.power(exponent)));
        }
        double p = number.value();
        if (p == Math.rint(p) && p >= 2 && p <= 4) {
            Polynomial one = of(base);
            Polynomial product = one.square(this::copy);
            for (int k = 2; k < p; k++) {
                product = product.times(one, this::copy);
            }
            return product;
        }
        return powered(base, p);
    }

    /** A power of a product of positive numbers. */
    private Polynomial powered(Expr base, double exponent) {
        if (isSmooth(base)) {
            return function(powerOf(base, exponent));
        }
        Polynomial known = of(base);
        if (known.monomials().size() != 1 || !known.monomials().getFirst().loops().isEmpty()) {
            throw new NotConjugate("it has the power " + exponent + " of a sum of " + names(base), sites(base));
        }
        Monomial one = known.monomials().getFirst();
        List<Atom> atoms = new ArrayList<>();
        for (Atom atom : one.atoms()) {
            if (atom.kind() == Atom.Kind.FUNCTION) {
                atoms.add(Atom.function(powerOf(one.coefficient().times(atom.argument()), exponent)));
                continue;
            }
            if (atom.kind() != Atom.Kind.POWER || !truth.isPositive(atom)) {
                throw new NotConjugate("it has the power " + exponent + " of " + atom, Set.of(atom.array()));
            }
            atoms.add(atom.withPower(atom.power() * exponent));
        }
        Expr coefficient = one.function().isPresent() ? Expr.of(1) : powerOf(one.coefficient(), exponent);
        return Polynomial.of(new Monomial(List.of(), coefficient, atoms));
    }

    private static Expr powerOf(Expr base, double exponent) {
        return exponent == -1 ? Expr.of(1).over(base) : exponent == 0.5 ? base.sqrt()
                : base.power(Expr.of(exponent));
    }

    /** softplus(-x) = softplus(x) - x, so that both ways to write a logistic likelihood are one. */
    private Polynomial softplus(Expr x) {
        if (x instanceof Apply negated && negated.op() == Op.NEG) {
            Expr inner = negated.argument(0);
            return softplus(inner).plus(of(inner).scaled(Expr.of(-1)));
        }
        return Polynomial.of(Monomial.of(Atom.opaque(Atom.Kind.SOFTPLUS, x)));
    }

    private Polynomial choice(Expr condition, Expr whenTrue, Expr whenFalse) {
        if (!facts.isLatent(condition)) {
            return of(whenTrue).map(one -> where(one, condition, true))
                    .plus(of(whenFalse).map(one -> where(one, condition, false)));
        }
        return switch (truth.of(condition)) {
            case ALWAYS -> of(whenTrue);
            case NEVER -> of(whenFalse);
            case UNKNOWN -> {
                Polynomial one = of(whenTrue);
                if (!same(one, of(whenFalse))) {
                    throw new NotConjugate("it is decided by a condition on " + names(condition), sites(condition));
                }
                yield one;
            }
        };
    }

    /** A function that varies with the iteration may be undefined where it does not count. */
    private Monomial where(Monomial monomial, Expr condition, boolean holds) {
        Monomial chosen = monomial.where(condition, holds);
        Expr function = monomial.function().orElse(null);
        if (function == null || facts.of(function).indices().isEmpty()) {
            return chosen;
        }
        Expr zero = Expr.of(0);
        Expr defined = holds ? Expr.select(condition, function, zero) : Expr.select(condition, zero, function);
        return new Monomial(chosen.loops(), chosen.coefficient(), chosen.atoms().stream().map(atom ->
                atom.kind() == Atom.Kind.FUNCTION ? Atom.function(defined) : atom).toList());
    }

    private static boolean same(Polynomial one, Polynomial other) {
        return Set.copyOf(one.monomials()).equals(Set.copyOf(other.monomials()));
    }

    boolean isPositive(Atom atom) {
        return truth.isPositive(atom);
    }

    boolean isPositive(Expr expression) {
        return truth.isPositive(expression);
    }

    /** Whether its value changes with the rows of a batch. */
    boolean followsRows(Expr expression) {
        return facts.of(expression).batch();
    }

    boolean isLatent(Expr expression) {
        return facts.isLatent(expression);
    }
}
