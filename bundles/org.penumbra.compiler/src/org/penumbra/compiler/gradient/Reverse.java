package org.penumbra.compiler.gradient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.penumbra.compiler.ir.Recurrence;
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
    private final List<Backward> recurrences;
    private final Phases phases;
    private final Diagonal diagonal;

    private Reverse(Facts facts, ToIntFunction<Array> base, List<Backward> recurrences) {
        this.facts = facts;
        this.levels = new Levels(facts);
        this.base = base;
        this.recurrences = recurrences;
        this.phases = new Phases(facts);
        this.diagonal = new Diagonal(facts);
    }

    /** The gradient of an interned scalar expression without recurrences. */
    public static List<Scatter> gradient(Expr density, Facts facts, ToIntFunction<Array> base) {
        return gradient(density, facts, base, List.of()).getFirst().effects().stream().map(Scatter.class::cast)
                .toList();
    }

    /**
     * The gradient of an interned scalar expression, in parts that are run one after the other.
     *
     * @param base position of the first coordinate of each latent array
     * @param recurrences in the order of the text, interned
     * @throws IllegalArgumentException when an operator on a latent path has no derivative rule
     */
    public static List<Stage> gradient(Expr density, Facts facts, ToIntFunction<Array> base,
            List<Backward> recurrences) {
        Reverse reverse = new Reverse(facts, base, recurrences);
        Map<Expr, Expr> seed = new LinkedHashMap<>();
        seed.put(density, Expr.of(1));
        reverse.sweep(seed, List.of());
        return reverse.phases.inOrder();
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
            if (node instanceof Pass pass) {
                throughLoop(pass, adjoints, path);
            } else if (node instanceof Backward recurrence) {
                throughRecurrence(recurrence, adjoints);
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
            case Element element -> phases.add(scatter(path, element, adjoint));
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

    private Scatter scatter(List<Loop> path, Element element, Expr adjoint) {
        return element.array().role() == Array.Role.STATE
                ? new Scatter(path, Backward.adjointOf(element.array()), element.offset(), adjoint)
                : new Scatter(path, base.applyAsInt(element.array()), element.offset(), adjoint);
    }

    /** Each assignment hands the adjoint of its element on to what its value was computed from. */
    private void throughRecurrence(Backward recurrence, Map<Expr, Expr> adjoints) {
        phases.beginSweep(recurrence);
        for (Recurrence.Step step : recurrence.steps()) {
            switch (step) {
                case Recurrence.Assignment assignment ->
                    throughAssignment(assignment, recurrence.steps().size() == 1, adjoints);
                case Recurrence.Invocation call -> phases.add(Backward.invoke(call));
            }
        }
        phases.endSweep();
    }

    /**
     * @param alone whether no other step is in its loops: if it does not read its own values either, all adjoints are
     *        final before the first iteration, and may be read in another one than their own
     */
    private void throughAssignment(Recurrence.Assignment assignment, boolean alone, Map<Expr, Expr> adjoints) {
        boolean isFinal = alone && !facts.of(assignment.value()).stored().contains(assignment.array());
        Map<Expr, Expr> reached = new LinkedHashMap<>();
        reached.put(assignment.value(), Backward.adjoint(assignment));
        for (int depth = assignment.loops().size(); depth > 0; depth--) {
            Loop loop = assignment.loops().get(depth - 1);
            List<Loop> around = isFinal ? assignment.loops().subList(0, depth - 1) : List.of();
            Map<Expr, Expr> outer = new LinkedHashMap<>();
            sweep(reached, assignment.loops().subList(0, depth))
                    .forEach((node, body) -> outer.put(node, diagonal.sum(loop, body, around)));
            reached = outer;
        }
        reached.forEach((node, adjoint) -> add(adjoints, node, adjoint));
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

    private void throughLoop(Pass pass, Map<Expr, Expr> adjoints, List<Loop> path) {
        Map<Expr, Expr> inner = new LinkedHashMap<>();
        for (Map.Entry<Expr, Expr> entry : List.copyOf(adjoints.entrySet())) {
            if (entry.getKey() instanceof Sum sum && !isOutside(sum, path) && passOf(sum).equals(pass)) {
                add(inner, sum.body(), entry.getValue());
            }
        }
        List<Loop> innerPath = new ArrayList<>(path);
        innerPath.add(pass.loop());
        sweep(inner, innerPath).forEach((node, body) -> add(adjoints, node, new Sum(pass.loop(), body)));
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

    /**
     * Sums that are differentiated in one pass: they share a loop and a level, and none of them reads what is stored
     * only after another has been used.
     *
     * @param epoch number of the last recurrence that stores what the sums read, or -1
     */
    private record Pass(Loop loop, int level, int epoch) {
    }

    private Pass passOf(Sum sum) {
        Levels.Group group = levels.groupOf(sum);
        int epoch = -1;
        for (Array array : facts.of(sum).stored()) {
            for (int k = recurrences.size() - 1; k > epoch; k--) {
                if (recurrences.get(k).assigns(array)) {
                    epoch = k;
                }
            }
        }
        return new Pass(group.loop(), group.level(), epoch);
    }

    /** Latent expressions and loops that the seeds reach at one level of the loops, arguments before what uses them. */
    private final class Order {

        private final List<Loop> path;
        private final Set<Object> finished = new LinkedHashSet<>();
        private final Map<Pass, List<Sum>> members = new LinkedHashMap<>();
        /** The last recurrence that can have been run where the order is being made. */
        private int latest = recurrences.size() - 1;

        Order(List<Loop> path, Iterable<Expr> seeds) {
            this.path = path;
            Set<Expr> seen = new LinkedHashSet<>();
            seeds.forEach(seed -> collectSums(seed, seen));
            if (path.isEmpty()) {
                recurrences.forEach(recurrence -> outsideOf(recurrence).forEach(part -> collectSums(part, seen)));
            }
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
                members.computeIfAbsent(passOf(sum), pass -> new ArrayList<>()).add(sum);
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
                    visit(passOf(sum));
                    return;
                } else {
                    visitRecurrencesOf(node);
                }
            }
            finished.add(node);
        }

        private void visit(Pass pass) {
            if (!finished.contains(pass)) {
                for (Sum member : members.get(pass)) {
                    levels.outside(member).forEach(this::visit);
                    visitRecurrencesOf(member);
                }
                finished.add(pass);
            }
        }

        /** Recurrences come before what reads them; inside of loops, the outermost order has seen to that. */
        private void visitRecurrencesOf(Expr reader) {
            if (path.isEmpty()) {
                for (Array array : facts.of(reader).stored()) {
                    for (int k = latest; k >= 0; k--) {
                        if (recurrences.get(k).assigns(array)) {
                            visitRecurrence(k);
                            break;
                        }
                    }
                }
            }
        }

        private void visitRecurrence(int number) {
            if (number < 0 || finished.contains(recurrences.get(number))) {
                return;
            }
            visitRecurrence(number - 1);
            int before = latest;
            latest = number - 1;
            outsideOf(recurrences.get(number)).forEach(this::visit);
            latest = before;
            finished.add(recurrences.get(number));
        }

        private Set<Expr> outsideOf(Backward recurrence) {
            Set<Expr> needed = new LinkedHashSet<>();
            for (Recurrence.Step step : recurrence.steps()) {
                if (step instanceof Recurrence.Assignment assignment) {
                    needed.addAll(outsideOf(assignment));
                }
            }
            return needed;
        }

        private Set<Expr> outsideOf(Recurrence.Assignment assignment) {
            Set<Expr> needed = new LinkedHashSet<>();
            needed.add(assignment.value());
            for (Loop loop : assignment.loops().reversed()) {
                Set<Expr> further = new LinkedHashSet<>();
                needed.forEach(value -> further.addAll(levels.outside(value, loop.index())));
                needed = further;
            }
            return needed;
        }
    }
}
