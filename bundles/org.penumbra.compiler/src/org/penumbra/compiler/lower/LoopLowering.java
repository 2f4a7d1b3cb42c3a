package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.Turns;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.Expression;
import org.penumbra.model.Plate;

/**
 * Plates and for loops as ranges of an index. A loop whose ends vary with an outer index (series of different lengths,
 * the lower half of a matrix) becomes one loop over all iterations of both, with tables that tell the indices: as many
 * iterations as there are, and every loop is a box.
 */
final class LoopLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private final Facts facts = new Facts();

    LoopLowering(Binding binding, ExpressionLowering expressions, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    /** The scope inside of a loop. */
    Scope inside(org.penumbra.model.Loop loop, Scope scope) {
        Expr from = bound(loop.getFrom(), scope);
        Expr to = bound(loop.getTo(), scope);
        int outermost = 0;
        while (outermost < scope.loops().size() && !varies(from, to, scope.loops().get(outermost).index())) {
            outermost++;
        }
        return outermost == scope.loops().size()
                ? scope.inside(told(loop instanceof Plate, binding.loop(loop.getIndex().getName(),
                        Expr.of(whole(loop.getFrom(), from, data())), Expr.of(whole(loop.getTo(), to, data())))))
                : flattened(loop, binding.loop(loop.getIndex().getName(), from, to), outermost, scope);
    }

    private Loop told(boolean independent, Loop loop) {
        if (independent) {
            binding.independent(loop);
        }
        return loop;
    }

    private boolean varies(Expr from, Expr to, Index index) {
        return facts.dependsOn(from, index) || facts.dependsOn(to, index);
    }

    private Expr bound(Expression expression, Scope scope) {
        Expr bound = expressions.scalar(expression, scope);
        if (!facts.isKnown(bound)) {
            expressions.number(expression, scope); // says what stands in the way
        }
        return bound;
    }

    private Evaluator data() {
        return new Evaluator(binding.data()::get);
    }

    private int whole(EObject where, Expr bound, Evaluator at) {
        double value = at.evaluate(bound);
        if (value != Math.rint(value)) {
            throw refusal.at(where, "PEN-2103", "The ends of a range are whole numbers, found " + value + ".");
        }
        return (int) value;
    }

    /** One loop in the place of those from {@code outermost} on and of a further one that varies with them. */
    private Scope flattened(org.penumbra.model.Loop written, Loop varying, int outermost, Scope scope) {
        List<Loop> together = new ArrayList<>(scope.loops().subList(outermost, scope.loops().size()));
        List<int[]> iterations = new ArrayList<>();
        Turns.run(List.of(together), one -> one, data(), (one, at) -> {
            int first = whole(written.getFrom(), varying.lower(), at);
            int last = whole(written.getTo(), varying.upper(), at);
            int[] indices = Arrays.copyOf(one.stream().mapToInt(loop -> at.integer(loop.index())).toArray(),
                    one.size() + 1);
            for (int i = first; i <= last; i++) {
                indices[one.size()] = i;
                iterations.add(indices.clone());
            }
        });
        together.add(varying);
        String name = String.join("_", together.stream().map(loop -> loop.index().name()).toList());
        Loop flat = told(written instanceof Plate
                && together.subList(0, together.size() - 1).stream().allMatch(binding::isIndependent),
                binding.loop(name, Expr.of(1), Expr.of(iterations.size())));
        Map<Index, Expr> tables = new HashMap<>();
        for (int k = 0; k < together.size(); k++) {
            tables.put(together.get(k).index(), table(together.get(k), flat, k, iterations));
        }
        return scope.flattened(outermost, flat, varying, tables);
    }

    private Expr table(Loop loop, Loop flat, int position, List<int[]> iterations) {
        double[] values = new double[Math.max(1, iterations.size())];
        for (int k = 0; k < iterations.size(); k++) {
            values[k] = iterations.get(k)[position];
        }
        Array array = binding.array(loop.index().name() + " of " + flat.index().name() + flat.index().id(),
                List.of(values.length), values);
        return new Element(array, flat.index().minus(1));
    }
}
