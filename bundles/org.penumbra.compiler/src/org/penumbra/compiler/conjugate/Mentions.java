package org.penumbra.compiler.conjugate;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Sum;

/** The arrays of sites that an expression reads. Remembers by identity. */
final class Mentions {

    private final Facts facts;
    private final Map<Expr, Set<Array>> known = new IdentityHashMap<>();

    Mentions(Facts facts) {
        this.facts = facts;
    }

    /** All of them, in the order in which they stand there. */
    private Set<Array> all(Expr expression) {
        if (!facts.isLatent(expression)) {
            return Set.of();
        }
        Set<Array> arrays = known.get(expression);
        if (arrays == null) {
            arrays = new LinkedHashSet<>();
            switch (expression) {
                case Element element -> arrays.add(element.array());
                case Sum sum -> arrays.addAll(all(sum.body()));
                case Apply apply -> {
                    for (Expr argument : apply.arguments()) {
                        arrays.addAll(all(argument));
                    }
                }
                default -> { }
            }
            known.put(expression, arrays);
        }
        return arrays;
    }

    /** The continuous sites. */
    Set<Array> sites(Expr expression) {
        Set<Array> sites = new LinkedHashSet<>(all(expression));
        sites.removeIf(array -> array.role() != Array.Role.FREE);
        return sites;
    }

    /** Whether some of these are all that is not known of it but for indices. */
    boolean isOnlyOf(Set<Array> sites, Expr expression) {
        Set<Array> read = all(expression);
        return !read.isEmpty() && sites.containsAll(read);
    }

    /** For people. */
    String names(Expr expression) {
        return String.join(", ", all(expression).stream().map(array -> array.name().replaceAll("#.*", "")).distinct()
                .toList());
    }
}
