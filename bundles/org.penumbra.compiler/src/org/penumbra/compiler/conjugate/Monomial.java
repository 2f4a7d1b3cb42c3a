package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * A sum over loops of a coefficient of data alone times atoms.
 *
 * @param loops outermost first
 * @param coefficient of data, indices and constants
 * @param atoms in the order in which they were met; powers of one element are one atom, and so are all functions
 */
record Monomial(List<Loop> loops, Expr coefficient, List<Atom> atoms) {

    Monomial {
        loops = List.copyOf(loops);
        atoms = List.copyOf(atoms);
    }

    static Monomial constant(Expr coefficient) {
        return new Monomial(List.of(), coefficient, List.of());
    }

    static Monomial of(Atom atom) {
        return new Monomial(List.of(), Expr.of(1), List.of(atom));
    }

    /** The function of sites without a conjugate family in it. */
    Optional<Expr> function() {
        return atoms.stream().filter(atom -> atom.kind() == Atom.Kind.FUNCTION).map(Atom::argument).findFirst();
    }

    /** The coefficient times the function, summed over all loops. */
    Expr summed() {
        Expr total = function().map(coefficient::times).orElse(coefficient);
        for (Loop loop : loops.reversed()) {
            total = new Sum(loop, total);
        }
        return total;
    }

    Monomial scaled(Expr factor) {
        return new Monomial(loops, factor.times(coefficient), atoms);
    }

    /** Counts only where a condition on data holds; the coefficient may be undefined elsewhere. */
    Monomial where(Expr condition, boolean holds) {
        Expr zero = Expr.of(0);
        return new Monomial(loops, holds ? Expr.select(condition, coefficient, zero)
                : Expr.select(condition, zero, coefficient), atoms);
    }

    /** Summed over one more loop, inside of the others. */
    Monomial inside(Loop loop) {
        List<Loop> all = new ArrayList<>(loops);
        all.add(0, loop);
        return new Monomial(all, coefficient, atoms);
    }

    /** The product of two without a loop in common. */
    Monomial times(Monomial other) {
        List<Loop> all = new ArrayList<>(loops);
        all.addAll(other.loops);
        List<Atom> product = new ArrayList<>(atoms);
        other.atoms.forEach(atom -> multiply(product, atom));
        return new Monomial(all, coefficient.times(other.coefficient), product);
    }

    private static void multiply(List<Atom> product, Atom atom) {
        for (int k = 0; k < product.size(); k++) {
            if (atom.kind() == Atom.Kind.FUNCTION && product.get(k).kind() == Atom.Kind.FUNCTION) {
                product.set(k, Atom.function(product.get(k).argument().times(atom.argument())));
                return;
            }
            if (product.get(k).isPowerOfSame(atom)) {
                double power = product.get(k).power() + atom.power();
                if (power == 0) {
                    product.remove(k);
                } else {
                    product.set(k, atom.withPower(power));
                }
                return;
            }
        }
        product.add(atom);
    }

    /** With indices replaced in coefficient and atoms. */
    Monomial renamed(Map<Index, Expr> indices, List<Loop> newLoops) {
        Substitution rename = new Substitution(indices);
        return new Monomial(newLoops, rename.apply(coefficient),
                atoms.stream().map(atom -> new Atom(atom.kind(), atom.array(),
                        atom.offset() == null ? null : rename.apply(atom.offset()), atom.power(),
                        atom.argument() == null ? null : rename.apply(atom.argument()))).toList());
    }
}
