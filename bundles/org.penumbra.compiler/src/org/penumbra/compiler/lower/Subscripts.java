package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.discrete.Reads;
import org.penumbra.compiler.discrete.Rewriting;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** Proves at binding that subscripts lie within their arrays, so that generated code needs no check of its own. */
final class Subscripts {

    private final Binding binding;
    private final Refusal refusal;
    private final Facts facts = new Facts();

    Subscripts(Binding binding, Refusal refusal) {
        this.binding = binding;
        this.refusal = refusal;
    }

    /** Refuses a subscript that leaves 1..extent in some iteration of the loops, or that depends on a latent site. */
    void check(EObject where, Expr subscript, int extent, List<Loop> loops, String name) {
        if (facts.isLatent(subscript)) {
            eachValue(where, subscript, extent, loops, name);
            return;
        }
        Range.Interval range = new Range(binding, loops).of(subscript);
        if (facts.of(subscript).batch()) {
            streamed(where, subscript, extent, range, name);
            return;
        }
        if (range.low() >= 1 && range.high() <= extent && !(subscript instanceof org.penumbra.expression.Apply)) {
            requireWhole(where, subscript, loops, name);
            return;
        }
        eachIteration(subscript, loops, at -> inspect(where, subscript, extent, at, name));
    }

    /** Of a column that is not in memory, the lowest and the highest value are known, and one that is not whole. */
    private void streamed(EObject where, Expr subscript, int extent, Range.Interval range, String name) {
        if (!(range.low() >= 1 && range.high() <= extent)) {
            throw refusal.at(where, "PEN-2102", "A subscript of " + name + " goes from " + range.low() + " to "
                    + range.high() + ", expected 1.." + extent + ".", "Subscripts start at 1.");
        }
        if (subscript instanceof Element column) {
            DoubleStream.of(binding.source(column.array().name()).values()).filter(one -> one != Math.rint(one))
                    .findFirst().ifPresent(one -> {
                        throw refusal.at(where, "PEN-2103",
                                "A subscript of " + name + " is " + one + ", expected a whole number.");
                    });
        }
    }

    /** A subscript that reads discrete sites is checked for each of their values. */
    private void eachValue(EObject where, Expr subscript, int extent, List<Loop> loops, String name) {
        Map<Expr, Expr> values = new HashMap<>();
        List<Loop> all = new ArrayList<>(loops);
        for (Element site : new Reads().of(subscript)) {
            Range.Interval bounds = binding.bounds().get(site.array());
            Loop loop = binding.loop(site.array().name(), Expr.of(bounds.low()), Expr.of(bounds.high()));
            values.put(site, loop.index());
            all.add(loop);
        }
        Expr known = new Rewriting(values).apply(subscript);
        if (facts.isLatent(known)) {
            throw refusal.notCompiled(where, "A subscript that depends on a continuous latent site");
        }
        check(where, known, extent, all, name);
    }

    private void requireWhole(EObject where, Expr subscript, List<Loop> loops, String name) {
        if (!(subscript instanceof Index)) {
            eachIteration(subscript, loops, at -> inspect(where, subscript, Integer.MAX_VALUE, at, name));
        }
    }

    private void inspect(EObject where, Expr subscript, int extent, Evaluator at, String name) {
        double value = at.evaluate(subscript);
        if (value != Math.rint(value)) {
            throw refusal.at(where, "PEN-2103",
                    "A subscript of " + name + " is " + value + ", expected a whole number.");
        }
        if (value < 1 || value > extent) {
            throw refusal.at(where, "PEN-2102", "A subscript of " + name + " is " + (long) value + ", expected 1.."
                    + extent + ".", "Subscripts start at 1.");
        }
    }

    /** Runs over the loops that the expression depends on. */
    private void eachIteration(Expr expression, List<Loop> loops, Consumer<Evaluator> action) {
        List<Loop> needed = new ArrayList<>();
        for (Loop loop : loops.reversed()) {
            boolean used = facts.dependsOn(expression, loop.index()) || needed.stream().anyMatch(
                    inner -> facts.dependsOn(inner.lower(), loop.index())
                            || facts.dependsOn(inner.upper(), loop.index()));
            if (used) {
                needed.addFirst(loop);
            }
        }
        run(needed, 0, new Evaluator(binding.data()::get), action);
    }

    private static void run(List<Loop> loops, int depth, Evaluator at, Consumer<Evaluator> action) {
        if (depth == loops.size()) {
            action.accept(at);
            return;
        }
        Loop loop = loops.get(depth);
        int last = at.integer(loop.upper());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            run(loops, depth + 1, at.with(loop.index(), i), action);
        }
    }
}
