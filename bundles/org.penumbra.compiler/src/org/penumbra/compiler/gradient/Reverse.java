package org.penumbra.compiler.gradient;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Derivatives;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Reverse-mode differentiation, symbolically. The adjoint of a sum is known before its loop runs, because the log
 * density is itself a sum; so a loop's body is differentiated inside one iteration, and what it contributes to values
 * from outside of the loop is a sum over the same loop, which shares its pass.
 */
public final class Reverse {

    private final Facts facts;
    private final Levels levels;
    private final ToIntFunction<Array> base;
    private final List<Scatter> gradient = new ArrayList<>();

    private Reverse(Facts facts, ToIntFunction<Array> base) {
        this.facts = facts;
        this.levels = new Levels(facts);
        this.base = base;
    }

    /**
     * The gradient of an interned scalar expression.
     *
     * @param base position of the first coordinate of each latent array
     * @throws IllegalArgumentException when an operator on a latent path has no derivative rule
     */
    public static List<Scatter> gradient(Expr density, Facts facts, ToIntFunction<Array> base) {
        Reverse reverse = new Reverse(facts, base);
        Map<Expr, Expr> seed = new IdentityHashMap<>();
        seed.put(density, Expr.of(1));
        reverse.sweep(seed, List.of());
        return reverse.gradient;
    }

    /**
     * Propagates adjoints through everything that varies in the innermost loop of the path.
     *
     * @param adjoints by expression; the seeds on entry
     * @return adjoints of latent expressions from outside of the innermost loop
     */
    private Map<Expr, Expr> sweep(Map<Expr, Expr> adjoints, List<Loop> path) {
        Map<Expr, Expr> boundary = new LinkedHashMap<>();
        for (Object node : new Order(path, adjoints.keySet()).reversed()) {
            if (node instanceof Levels.Group group) {
                throughLoop(group, adjoints, path);
            } else if (adjoints.get(node) == null) {
                continue; // what only decides a choice has no derivative
            } else if (isOutside((Expr) node, path)) {
                boundary.put((Expr) node, adjoints.get(node));
            } else {
                through((Expr) node, adjoints, path);
            }
        }
        return boundary;
    }

    private boolean isOutside(Expr node, List<Loop> path) {
        return !path.isEmpty() && !facts.dependsOn(node, path.getLast().index());
    }

    private void through(Expr node, Map<Expr, Expr> adjoints, List<Loop> path) {
        Expr adjoint = adjoints.get(node);
        switch (node) {
            case Element element -> gradient.add(
                    new Scatter(path, base.applyAsInt(element.array()), element.offset(), adjoint));
            case Apply apply when apply.op() == Op.SELECT -> throughSelect(apply, adjoint, adjoints);
            case Apply apply -> {
                for (int i = 0; i < apply.arguments().size(); i++) {
                    if (facts.isLatent(apply.argument(i))) {
                        add(adjoints, apply.argument(i), scale(adjoint, Derivatives.partial(apply, i)));
                    }
                }
            }
            default -> throw new IllegalStateException("no adjoint reaches " + node);
        }
    }

    private void throughSelect(Apply select, Expr adjoint, Map<Expr, Expr> adjoints) {
        Expr condition = select.argument(0);
        if (facts.isLatent(select.argument(1))) {
            add(adjoints, select.argument(1), Expr.select(condition, adjoint, Expr.of(0)));
        }
        if (facts.isLatent(select.argument(2))) {
            add(adjoints, select.argument(2), Expr.select(condition, Expr.of(0), adjoint));
        }
    }

    private void throughLoop(Levels.Group group, Map<Expr, Expr> adjoints, List<Loop> path) {
        Map<Expr, Expr> inner = new IdentityHashMap<>();
        for (Map.Entry<Expr, Expr> entry : List.copyOf(adjoints.entrySet())) {
            if (entry.getKey() instanceof Sum sum && !isOutside(sum, path) && levels.groupOf(sum).equals(group)) {
                add(inner, sum.body(), entry.getValue());
            }
        }
        List<Loop> innerPath = new ArrayList<>(path);
        innerPath.add(group.loop());
        sweep(inner, innerPath).forEach((node, body) -> add(adjoints, node, new Sum(group.loop(), body)));
    }

    private static void add(Map<Expr, Expr> adjoints, Expr node, Expr contribution) {
        if (!contribution.is(0)) {
            adjoints.merge(node, contribution, Expr::plus);
        }
    }

    /**
     * adjoint * partial. A choice stays outermost, so that a partial that is infinite in the branch not taken cannot
     * turn
     * the 0 that this branch gets into NaN.
     */
    private static Expr scale(Expr adjoint, Expr partial) {
        if (adjoint instanceof Apply choice && choice.op() == Op.SELECT) {
            if (choice.argument(2).is(0)) {
                return Expr.select(choice.argument(0), scale(choice.argument(1), partial), Expr.of(0));
            }
            if (choice.argument(1).is(0)) {
                return Expr.select(choice.argument(0), Expr.of(0), scale(choice.argument(2), partial));
            }
        }
        return partial.is(0) ? partial : adjoint.times(partial);
    }

    /** Latent expressions and loops that the seeds reach at one level of the loops, arguments before what uses them. */
    private final class Order {

        private final List<Loop> path;
        private final Set<Object> finished = new LinkedHashSet<>();
        private final Map<Levels.Group, List<Sum>> members = new LinkedHashMap<>();

        Order(List<Loop> path, Iterable<Expr> seeds) {
            this.path = path;
            Set<Expr> seen = new LinkedHashSet<>();
            seeds.forEach(seed -> collectSums(seed, seen));
            seeds.forEach(this::visit);
        }

        List<Object> reversed() {
            return new ArrayList<>(finished).reversed();
        }

        private void collectSums(Expr node, Set<Expr> seen) {
            if (!facts.isLatent(node) || isOutside(node, path) || !seen.add(node)) {
                return;
            }
            if (node instanceof Apply apply) {
                apply.arguments().forEach(argument -> collectSums(argument, seen));
            } else if (node instanceof Sum sum) {
                members.computeIfAbsent(levels.groupOf(sum), group -> new ArrayList<>()).add(sum);
                levels.outside(sum).forEach(part -> collectSums(part, seen));
            }
        }

        private void visit(Expr node) {
            if (!facts.isLatent(node) || finished.contains(node)) {
                return;
            }
            if (!isOutside(node, path)) {
                if (node instanceof Apply apply) {
                    apply.arguments().forEach(this::visit);
                } else if (node instanceof Sum sum) {
                    visit(levels.groupOf(sum));
                    return;
                }
            }
            finished.add(node);
        }

        private void visit(Levels.Group group) {
            if (!finished.contains(group)) {
                for (Sum member : members.get(group)) {
                    levels.outside(member).forEach(this::visit);
                }
                finished.add(group);
            }
        }
    }
}
