package org.penumbra.compiler.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Sums in which an index must equal that of a loop around, as what a multiple of the identity matrix hands on: only one
 * term is left, where the other index is in the range of the first.
 */
final class Diagonal {

    private final Facts facts;

    Diagonal(Facts facts) {
        this.facts = facts;
    }

    /**
     * The sum of a body over a loop.
     *
     * @param around loops that the sum stands in
     */
    Expr sum(Loop loop, Expr body, List<Loop> around) {
        List<Expr> factors = new ArrayList<>();
        flatten(body, factors);
        for (Expr factor : factors) {
            Optional<Index> only = other(factor, loop, around);
            if (only.isPresent()) {
                Expr rest = factors.stream().filter(one -> one != factor).reduce(Expr.of(1), Expr::times);
                return new Substitution(Map.of(loop.index(), only.get())).apply(rest);
            }
        }
        return new Sum(loop, body);
    }

    private void flatten(Expr expression, List<Expr> factors) {
        if (expression instanceof Apply product && product.op() == Op.MUL) {
            flatten(product.argument(0), factors);
            flatten(product.argument(1), factors);
        } else {
            factors.add(expression);
        }
    }

    /** The index of a loop of the same range to which a condition ties that of the loop. */
    private Optional<Index> other(Expr condition, Loop loop, List<Loop> around) {
        if (!(condition instanceof Apply equal) || equal.op() != Op.EQ || !facts.dependsOn(condition, loop.index())) {
            return Optional.empty();
        }
        Expr other = equal.argument(0).equals(loop.index()) ? equal.argument(1) : equal.argument(0);
        return equal.argument(0).equals(loop.index()) || equal.argument(1).equals(loop.index())
                ? around.stream().filter(one -> one.index().equals(other) && one.lower().equals(loop.lower())
                        && one.upper().equals(loop.upper())).map(Loop::index).findFirst()
                : Optional.empty();
    }
}
