package org.penumbra.compiler.discrete;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/** Finds the elements of discrete sites that expressions read. Remembers by identity. */
public final class Reads {

    private final Map<Expr, Set<Element>> known = new IdentityHashMap<>();

    /** Elements of discrete sites, those in subscripts of others first. */
    public Set<Element> of(Expr expression) {
        Set<Element> found = known.get(expression);
        if (found == null) {
            found = find(expression);
            known.put(expression, found);
        }
        return found;
    }

    private Set<Element> find(Expr expression) {
        return switch (expression) {
            case Constant constant -> Set.of();
            case Index index -> Set.of();
            case Element element -> element(element);
            case Apply apply -> union(apply.arguments());
            case Sum sum -> union(java.util.List.of(sum.loop().lower(), sum.loop().upper(), sum.body()));
        };
    }

    private Set<Element> element(Element element) {
        Set<Element> inside = of(element.offset());
        if (element.array().role() != Array.Role.DISCRETE) {
            return inside;
        }
        Set<Element> all = new LinkedHashSet<>(inside);
        all.add(element);
        return all;
    }

    private Set<Element> union(Iterable<Expr> parts) {
        Set<Element> all = null;
        Set<Element> first = Set.of();
        for (Expr part : parts) {
            Set<Element> some = of(part);
            if (some.isEmpty() || some.equals(first)) {
                continue;
            }
            if (first.isEmpty()) {
                first = some;
            } else {
                all = all == null ? new LinkedHashSet<>(first) : all;
                all.addAll(some);
            }
        }
        return all == null ? first : all;
    }
}
