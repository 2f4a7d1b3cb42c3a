package org.penumbra.compiler.optimize;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * @param latent whether it depends on a free coordinate, or on what a recurrence stores
     * @param batch whether it depends on data that change between evaluations
     * @param stored the arrays of recurrences that it reads
     */
    public record Fact(Set<Index> indices, boolean latent, boolean batch, Set<Array> stored) {

        private boolean isWithin(Fact other) {
            return other.indices.containsAll(indices) && (other.latent || !latent) && (other.batch || !batch)
                    && other.stored.containsAll(stored);
        }
    }

    private static final Fact NOTHING = new Fact(Set.of(), false, false, Set.of());

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

    /** Whether nothing but the indices is left to be known of its value at binding. */
    public boolean isKnown(Expr expression) {
        return !of(expression).latent() && !of(expression).batch();
    }

    public boolean dependsOn(Expr expression, Index index) {
        return of(expression).indices().contains(index);
    }

    private Fact compute(Expr expression) {
        return switch (expression) {
            case Constant constant -> NOTHING;
            case Index index -> new Fact(Set.of(index), false, false, Set.of());
            case Element element -> element(element);
            case Apply apply -> union(apply.arguments());
            case Sum sum -> sum(sum);
        };
    }

    private Fact element(Element element) {
        Array array = element.array();
        boolean stored = array.role() == Array.Role.STATE || array.role() == Array.Role.ADJOINT;
        boolean batch = array.role() == Array.Role.BATCH;
        return merge(of(element.offset()), new Fact(Set.of(), !batch && array.role() != Array.Role.DATA, batch,
                stored ? Set.of(array) : Set.of()));
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
        Fact inside = new Fact(Set.copyOf(indices), body.latent(), body.batch(), body.stored());
        return merge(merge(inside, of(sum.loop().lower())), of(sum.loop().upper()));
    }

    private static Fact merge(Fact a, Fact b) {
        if (b.isWithin(a)) {
            return a;
        }
        return a.isWithin(b) ? b : new Fact(both(a.indices(), b.indices()), a.latent() || b.latent(),
                a.batch() || b.batch(), both(a.stored(), b.stored()));
    }

    private static <T> Set<T> both(Set<T> a, Set<T> b) {
        return Stream.concat(a.stream(), b.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
