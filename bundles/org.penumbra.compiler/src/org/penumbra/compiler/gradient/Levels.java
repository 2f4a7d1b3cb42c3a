package org.penumbra.compiler.gradient;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * How far sums depend on one another. Sums over the same loop may be computed in one pass exactly when they have the
 * same level: a sum's level is above that of every sum that it needs.
 */
public final class Levels {

    /** Sums over one loop that share a pass. */
    public record Group(Loop loop, int level) {
    }

    private final Facts facts;
    private final Map<Expr, Integer> levels = new IdentityHashMap<>();
    private final Map<Sum, Set<Expr>> outside = new IdentityHashMap<>();

    public Levels(Facts facts) {
        this.facts = facts;
    }

    public Group groupOf(Sum sum) {
        return new Group(sum.loop(), levelOfInside(outside(sum)));
    }

    /** 1 + the highest level of a sum in {@code needed}; 0 when there is none. */
    public int levelOfInside(Iterable<Expr> needed) {
        int level = 0;
        for (Expr expression : needed) {
            level = Math.max(level, above(expression));
        }
        return level;
    }

    /** The smallest level at which something may stand that needs this expression. */
    private int above(Expr expression) {
        Integer known = levels.get(expression);
        if (known == null) {
            known = switch (expression) {
                case Sum sum -> 1 + levelOfInside(outside(sum));
                case Apply apply -> levelOfInside(apply.arguments());
                default -> 0;
            };
            levels.put(expression, known);
        }
        return known;
    }

    /** What a sum's body and bounds need from outside of its loop. */
    public Set<Expr> outside(Sum sum) {
        Set<Expr> known = outside.get(sum);
        if (known == null) {
            known = outside(sum.body(), sum.loop().index());
            outside.put(sum, known);
        }
        return known;
    }

    /** The largest subexpressions of {@code inside} that do not depend on the index. */
    public Set<Expr> outside(Expr inside, Index index) {
        Set<Expr> needed = new LinkedHashSet<>();
        outside(inside, index, needed, new LinkedHashSet<>());
        return needed;
    }

    private void outside(Expr inside, Index index, Set<Expr> needed, Set<Expr> seen) {
        if (!seen.add(inside)) {
            return;
        }
        if (!facts.dependsOn(inside, index)) {
            needed.add(inside);
            return;
        }
        switch (inside) {
            case Apply apply -> apply.arguments().forEach(argument -> outside(argument, index, needed, seen));
            case Sum sum -> outside(sum).forEach(part -> outside(part, index, needed, seen));
            default -> { }
        }
    }
}
