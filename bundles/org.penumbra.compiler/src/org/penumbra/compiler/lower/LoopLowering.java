package org.penumbra.compiler.lower;

import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Expression;

/** Plates and for loops as ranges of an index. */
final class LoopLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Refusal refusal;

    LoopLowering(Binding binding, ExpressionLowering expressions, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    /** The scope inside of a loop. */
    Scope inside(org.penumbra.model.Loop loop, Scope scope) {
        return scope.inside(iterations(loop, scope));
    }

    /** What a loop runs over. */
    Loop iterations(org.penumbra.model.Loop loop, Scope scope) {
        Expr from = bound(loop, loop.getFrom(), scope);
        Expr to = bound(loop, loop.getTo(), scope);
        return binding.loop(loop.getIndex().getName(), from, to);
    }

    /** A bound: a number when it is the same in every iteration of the loops around. */
    private Expr bound(EObject where, Expression expression, Scope scope) {
        Expr bound = expressions.scalar(expression, scope);
        boolean varies = scope.loops().stream().map(Loop::index)
                .anyMatch(index -> new Facts().dependsOn(bound, index));
        if (varies) {
            throw refusal.notCompiled(where, "A range whose ends vary with another index");
        }
        double value = expressions.number(expression, scope);
        if (value != Math.rint(value)) {
            throw refusal.at(expression, "PEN-2103", "The ends of a range are whole numbers, found " + value + ".");
        }
        return Expr.of(value);
    }
}
