package org.penumbra.compiler.optimize;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/** What an expression depends on: the indices that are free in it, and whether any latent coordinate is. Remembered by
 * identity, so expressions should be interned first. */
public final class Facts {

    /**
     * @param indices free in the expression
     * @param latent whether it depends on a free coordinate
     */
    public record Fact(Set<Index> indices, boolean latent) {
    }

    private static final Fact NOTHING = new Fact(Set.of(), false);

    private final Map<Expr, Fact> known = new IdentityHashMap<>();

    public Fact of(Expr expression) {
        Fact fact = known.get(expression);
        if (fact == null) {
            fact = compute(expression);
            known.put(expression, fact);
        }
        return fact;
    }

    public boolean isLatent(Expr expression) {
        return of(expression).latent();
    }

    public boolean dependsOn(Expr expression, Index index) {
        return of(expression).indices().contains(index);
    }

    private Fact compute(Expr expression) {
        return switch (expression) {
            case Constant constant -> NOTHING;
            case Index index -> new Fact(Set.of(index), false);
            case Element element -> new Fact(of(element.offset()).indices(),
                    element.array().role() == Array.Role.FREE || isLatent(element.offset()));
            case Apply apply -> union(apply.arguments());
            case Sum sum -> sum(sum);
        };
    }

    private Fact union(Iterable<Expr> parts) {
        Fact result = NOTHING;
        for (Expr part : parts) {
            result = merge(result, of(part));
        }
        return result;
    }

    private Fact sum(Sum sum) {
        Fact body = of(sum.body());
        Set<Index> indices = new HashSet<>(body.indices());
        indices.remove(sum.loop().index());
        return merge(merge(new Fact(Set.copyOf(indices), body.latent()), of(sum.loop().lower())),
                of(sum.loop().upper()));
    }

    private static Fact merge(Fact a, Fact b) {
        if (b.indices().isEmpty() && !b.latent()) {
            return a;
        }
        if (a.indices().containsAll(b.indices()) && (a.latent() || !b.latent())) {
            return a;
        }
        Set<Index> indices = new HashSet<>(a.indices());
        indices.addAll(b.indices());
        return new Fact(Set.copyOf(indices), a.latent() || b.latent());
    }
}
