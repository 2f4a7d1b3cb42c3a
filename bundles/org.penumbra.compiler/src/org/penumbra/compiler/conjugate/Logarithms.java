package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.lower.Range;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/** Logarithms of products, of the complement of a proportion, of all parts of a simplex; and exponentials of them. */
final class Logarithms {

    private final Expansion expansion;
    private final Truth truth;
    private final Simplices simplices;

    Logarithms(Expansion expansion, JointModel joint, Truth truth) {
        this.expansion = expansion;
        this.truth = truth;
        this.simplices = new Simplices(joint);
    }

    /** log x. */
    Polynomial of(Expr x) {
        if (!expansion.isLatent(x)) {
            return Polynomial.constant(x.log());
        }
        if (expansion.isSmooth(x)) {
            return Polynomial.of(Monomial.of(Atom.function(x.log())));
        }
        if (x instanceof Apply choice && choice.op() == Op.SELECT) {
            return expansion.of(Expr.select(choice.argument(0), choice.argument(1).log(), choice.argument(2).log()));
        }
        if (x instanceof Sum sum && sum.body() instanceof Element element
                && simplices.isWhole(sum.loop(), element)) {
            return Polynomial.constant(Expr.of(0));
        }
        Polynomial inside = expansion.of(x);
        if (inside.monomials().isEmpty() || inside.isConstant()) {
            return Polynomial.constant(inside.monomials().stream().map(Monomial::coefficient)
                    .reduce(Expr.of(0), Expr::plus).log());
        }
        return product(inside).or(() -> complement(inside)).orElseGet(() -> ofSum(x));
    }

    private Optional<Polynomial> product(Polynomial inside) {
        if (inside.monomials().size() != 1 || !inside.monomials().getFirst().loops().isEmpty()) {
            return Optional.empty();
        }
        Monomial one = inside.monomials().getFirst();
        List<Monomial> logs = new ArrayList<>();
        Optional<Expr> function = one.function();
        logs.add(function.map(f -> Monomial.of(Atom.function(one.coefficient().times(f).log())))
                .orElseGet(() -> Monomial.constant(one.coefficient().log())));
        for (Atom atom : one.atoms()) {
            if (atom.kind() == Atom.Kind.FUNCTION) {
                continue;
            }
            if (atom.kind() != Atom.Kind.POWER || !truth.isPositive(atom)) {
                throw new NotConjugate("it has the logarithm of " + atom, Set.of(atom.array()));
            }
            logs.add(Monomial.of(Atom.log(atom.array(), atom.offset())).scaled(Expr.of(atom.power())));
        }
        return Optional.of(Polynomial.sum(logs));
    }

    /** log(1 - x) for a number x between 0 and 1. */
    private Optional<Polynomial> complement(Polynomial inside) {
        if (inside.monomials().size() != 2) {
            return Optional.empty();
        }
        Monomial one = inside.monomials().stream().filter(part -> part.atoms().isEmpty()).findFirst().orElse(null);
        Monomial rest = inside.monomials().stream().filter(part -> part.atoms().size() == 1).findFirst().orElse(null);
        boolean fits = one != null && rest != null && one.coefficient().is(1) && rest.coefficient().is(-1)
                && one.loops().isEmpty() && rest.loops().isEmpty();
        if (!fits) {
            return Optional.empty();
        }
        Atom x = rest.atoms().getFirst();
        if (x.kind() != Atom.Kind.POWER || x.power() != 1) {
            return Optional.empty();
        }
        Range.Interval range = truth.bounds(x);
        return range.low() >= 0 && range.high() <= 1
                ? Optional.of(Polynomial.of(Monomial.of(Atom.logComplement(x.array(), x.offset())))) : Optional.empty();
    }

    private Polynomial ofSum(Expr x) {
        return Polynomial.of(Monomial.of(Atom.opaque(Atom.Kind.LOG_SUM, x)));
    }

    /** exp of a sum of logarithms with constant coefficients is a product of powers. */
    Polynomial exponential(Expr x) {
        if (expansion.isSmooth(x)) {
            return Polynomial.of(Monomial.of(Atom.function(x.exp())));
        }
        Expr coefficient = Expr.of(1);
        Expr exponent = Expr.of(0);
        List<Atom> atoms = new ArrayList<>();
        for (Monomial part : expansion.of(x).monomials()) {
            Atom only = part.atoms().size() == 1 ? part.atoms().getFirst() : null;
            if (part.loops().isEmpty() && part.atoms().isEmpty()) {
                coefficient = coefficient.times(part.coefficient().exp());
            } else if (only != null && only.kind() == Atom.Kind.LOG && part.loops().isEmpty()
                    && part.coefficient().constantValue().isPresent()) {
                atoms.add(Atom.power(only.array(), only.offset(), part.coefficient().constantValue().getAsDouble()));
            } else if (only != null && only.kind() == Atom.Kind.FUNCTION) {
                exponent = exponent.plus(part.summed());
            } else {
                throw new NotConjugate("it has exp of " + expansion.names(x), expansion.sites(x));
            }
        }
        if (!exponent.is(0)) {
            atoms.add(Atom.function(exponent.exp()));
        }
        return Polynomial.of(new Monomial(List.of(), coefficient, atoms));
    }
}
