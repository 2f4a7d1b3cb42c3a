package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.expression.Expr;
import org.penumbra.model.Expression;
import org.penumbra.model.Loop;
import org.penumbra.model.Statement;

/** How large a value or site is that is declared element by element: the largest subscript along each axis. */
final class Extents {

    private final ExpressionLowering expressions;
    private final Binding binding;
    private final Refusal refusal;

    Extents(ExpressionLowering expressions, Binding binding, Refusal refusal) {
        this.expressions = expressions;
        this.binding = binding;
        this.refusal = refusal;
    }

    /** A statement that declares one element in each iteration of the loops around it. */
    record Indexed(Statement statement, String name, List<Expression> indices) {
    }

    List<Integer> of(List<Indexed> parts, Scope scope) {
        int rank = parts.getFirst().indices().size();
        List<Integer> extents = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            extents.add(0);
        }
        for (Indexed part : parts) {
            if (part.indices().size() != rank) {
                throw refusal.at(part.statement(), "PEN-2101", "'" + part.name() + "' has " + rank
                        + " subscript(s) elsewhere, found " + part.indices().size() + ".");
            }
            Scope inside = around(part.statement(), scope);
            for (int axis = 0; axis < rank; axis++) {
                extents.set(axis, Math.max(extents.get(axis), largest(part.indices().get(axis), inside)));
            }
        }
        return extents;
    }

    /** The scope inside of the loops around a statement. */
    private Scope around(EObject statement, Scope root) {
        EObject parent = statement.eContainer();
        if (!(parent instanceof Loop loop)) {
            return parent == null ? root : around(parent, root);
        }
        Scope outer = around(loop, root);
        Expr from = expressions.scalar(loop.getFrom(), outer);
        Expr to = expressions.scalar(loop.getTo(), outer);
        return outer.inside(binding.loop(loop.getIndex().getName(), from, to));
    }

    private int largest(Expression index, Scope scope) {
        double high = new Range(binding, scope.loops()).of(expressions.scalar(index, scope)).high();
        if (!(high < Integer.MAX_VALUE)) {
            throw refusal.notCompiled(index, "An assignment to an element whose subscript has no known bound");
        }
        return Math.max(0, (int) high);
    }
}
