package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Moves out of a sum what does not vary in it: sum(w * e_i + c) = w * sum(e_i) + n * c. What is left in the loop is
 * little more than what must be read per element. Products are regrouped so that factors of data alone stand together
 * and can be tabulated by {@link BindingTime}.
 */
final class SumSplitter {

    private final Facts facts;
    private final Interner interner;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    SumSplitter(Facts facts, Interner interner) {
        this.facts = facts;
        this.interner = interner;
    }

    /** @param expression interned; the result is, too */
    Expr rewrite(Expr expression) {
        Expr result = done.get(expression);
        if (result == null) {
            result = interner.intern(compute(expression));
            done.put(expression, result);
        }
        return result;
    }

    private Expr compute(Expr expression) {
        return switch (expression) {
            case Apply apply when apply.op() == Op.MUL -> product(apply);
            case Apply apply -> Apply.of(apply.op(),
                    apply.arguments().stream().map(this::rewrite).toArray(Expr[]::new));
            case Sum sum -> split(sum.loop(), rewrite(sum.body()));
            default -> expression;
        };
    }

    /**
     * A product with constants first, then factors of data alone, then the rest. Only data that vary in the same loops
     * are put together, those in most loops outermost: a matrix times a column would be a second matrix to read.
     */
    private Expr product(Apply apply) {
        List<Expr> factors = new ArrayList<>();
        flatten(apply, factors);
        Map<Set<Index>, Expr> data = new LinkedHashMap<>();
        Expr rest = Expr.of(1);
        for (Expr factor : factors) {
            Expr rewritten = interner.intern(rewrite(factor));
            if (facts.isLatent(rewritten)) {
                rest = rest.times(rewritten);
            } else {
                data.merge(facts.of(rewritten).indices(), rewritten, Expr::times);
            }
        }
        Expr fixed = data.getOrDefault(Set.of(), Expr.of(1));
        data.remove(Set.of());
        for (Set<Index> loops : data.keySet().stream().sorted(Comparator.comparingInt(Set::size)).toList()) {
            boolean column = loops.size() == 1;
            rest = column ? fixed.times(data.get(loops)).times(rest) : data.get(loops).times(rest);
            fixed = column ? Expr.of(1) : fixed;
        }
        return fixed.times(rest);
    }

    private static void flatten(Expr expression, List<Expr> factors) {
        if (expression instanceof Apply apply && apply.op() == Op.MUL) {
            flatten(apply.argument(0), factors);
            flatten(apply.argument(1), factors);
        } else {
            factors.add(expression);
        }
    }

    private Expr split(Loop loop, Expr body) {
        Map<Expr, Expr> byScale = new LinkedHashMap<>();
        addends(body, Expr.of(1), loop.index(), byScale);
        Expr total = Expr.of(0);
        for (Map.Entry<Expr, Expr> entry : byScale.entrySet()) {
            Expr varying = interner.intern(entry.getValue());
            Expr sum = varying instanceof Constant one ? loop.count().times(one) : new Sum(loop, varying);
            total = total.plus(entry.getKey().times(sum));
        }
        return total;
    }

    /** Collects body * scale as scale_k * varying_k, with scales that do not depend on the index. */
    private void addends(Expr body, Expr scale, Index index, Map<Expr, Expr> byScale) {
        if (body instanceof Apply apply && facts.dependsOn(body, index)) {
            switch (apply.op()) {
                case ADD -> {
                    addends(apply.argument(0), scale, index, byScale);
                    addends(apply.argument(1), scale, index, byScale);
                    return;
                }
                case SUB -> {
                    addends(apply.argument(0), scale, index, byScale);
                    addends(apply.argument(1), scale.negate(), index, byScale);
                    return;
                }
                default -> {
                    Split split = factor(body, index);
                    if (split.varying() instanceof Apply inner && !split.fixed().is(1)
                            && (inner.op() == Op.ADD || inner.op() == Op.SUB)) {
                        addends(inner, scale.times(split.fixed()), index, byScale);
                        return;
                    }
                }
            }
        }
        Split split = factor(body, index);
        byScale.merge(interner.intern(scale.times(split.fixed())), split.varying(), Expr::plus);
    }

    /** An expression as fixed * varying, where fixed does not depend on the index. */
    private record Split(Expr fixed, Expr varying) {
    }

    private Split factor(Expr expression, Index index) {
        if (!facts.dependsOn(expression, index)) {
            return new Split(expression, Expr.of(1));
        }
        if (!(expression instanceof Apply apply)) {
            return new Split(Expr.of(1), expression);
        }
        return switch (apply.op()) {
            case MUL -> {
                Split a = factor(apply.argument(0), index);
                Split b = factor(apply.argument(1), index);
                yield new Split(a.fixed.times(b.fixed), regroup(a.varying, b.varying));
            }
            case DIV -> {
                Split a = factor(apply.argument(0), index);
                Split b = factor(apply.argument(1), index);
                yield new Split(a.fixed.over(b.fixed), interned(a.varying.over(b.varying)));
            }
            case NEG -> {
                Split a = factor(apply.argument(0), index);
                yield new Split(a.fixed.negate(), a.varying);
            }
            case SQUARE -> {
                Split a = factor(apply.argument(0), index);
                yield new Split(a.fixed.square(), interned(a.varying.square()));
            }
            default -> new Split(Expr.of(1), expression);
        };
    }

    private Expr regroup(Expr a, Expr b) {
        Expr product = a.times(b);
        return interned(product instanceof Apply apply && apply.op() == Op.MUL ? product(apply) : product);
    }

    private Expr interned(Expr expression) {
        return interner.intern(expression);
    }
}
