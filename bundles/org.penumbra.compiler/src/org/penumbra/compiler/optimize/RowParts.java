package org.penumbra.compiler.optimize;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * The largest parts of an expression that are known for each row at binding: covariates, subscripts of gathers. Where
 * they agree, the expression has the same value.
 */
final class RowParts {

    private final Facts facts;
    private final Rows rows;
    private final Set<Index> inner = new HashSet<>();
    private final Set<Expr> found = new LinkedHashSet<>();
    private final Set<Expr> seen = new HashSet<>();

    private RowParts(Facts facts, Rows rows) {
        this.facts = facts;
        this.rows = rows;
    }

    /** In the order in which they occur; empty when the expression does not vary with the rows. */
    static Set<Expr> of(Expr expression, Rows rows, Facts facts) {
        RowParts parts = new RowParts(facts, rows);
        parts.collect(expression);
        return parts.found;
    }

    private void collect(Expr expression) {
        if (!rows.vary(expression) || !seen.add(expression)) {
            return;
        }
        if (!facts.isLatent(expression) && facts.of(expression).indices().stream().noneMatch(inner::contains)) {
            found.add(expression);
            return;
        }
        switch (expression) {
            case Element element -> collect(element.offset());
            case Apply apply -> apply.arguments().forEach(this::collect);
            case Sum sum -> {
                collect(sum.loop().lower());
                collect(sum.loop().upper());
                inner.add(sum.loop().index());
                collect(sum.body());
            }
            default -> { }
        }
    }

    /** The expression with parts replaced. */
    static Expr replace(Expr expression, Map<Expr, Expr> parts) {
        return replace(expression, parts, new IdentityHashMap<>());
    }

    private static Expr replace(Expr expression, Map<Expr, Expr> parts, Map<Expr, Expr> done) {
        Expr known = parts.get(expression);
        if (known != null) {
            return known;
        }
        Expr result = done.get(expression);
        if (result == null) {
            result = switch (expression) {
                case Element element -> new Element(element.array(), replace(element.offset(), parts, done));
                case Apply apply -> Apply.of(apply.op(), apply.arguments().stream()
                        .map(argument -> replace(argument, parts, done)).toArray(Expr[]::new));
                case Sum sum -> new Sum(bounds(sum.loop(), parts, done), replace(sum.body(), parts, done));
                default -> expression;
            };
            done.put(expression, result);
        }
        return result;
    }

    private static Loop bounds(Loop loop, Map<Expr, Expr> parts, Map<Expr, Expr> done) {
        return loop.between(replace(loop.lower(), parts, done), replace(loop.upper(), parts, done));
    }
}
