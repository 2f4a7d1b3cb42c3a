package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Assign;
import org.penumbra.model.Expression;
import org.penumbra.model.For;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.VariableRef;

/**
 * Values that are assigned element by element: in for loops, or with subscripts that are not plain indices. They are
 * stored, so that later elements can be computed from earlier ones.
 */
final class RecurrenceLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private final Map<String, Array> arrays = new LinkedHashMap<>();
    private final Map<String, EObject> declarations = new HashMap<>();
    /** Those whose first assignment has been met. */
    private final Set<String> settled = new HashSet<>();
    private final StoredSteps steps;

    RecurrenceLowering(Binding binding, ExpressionLowering expressions, StoredSteps steps, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.steps = steps;
        this.refusal = refusal;
    }

    /** Finds what a model or guide stores and how many elements it has; the names are known from here on. */
    void declare(EObject declaration, Scope scope) {
        Map<String, List<Assign>> stored = new LinkedHashMap<>();
        for (TreeIterator<EObject> all = declaration.eAllContents(); all.hasNext();) {
            if (all.next() instanceof Assign assign && isStored(assign)) {
                stored.computeIfAbsent(assign.getName(), name -> new ArrayList<>()).add(assign);
            }
        }
        stored.forEach((name, assigns) -> {
            List<Integer> shape = new Extents(expressions, binding, refusal).of(assigns.stream()
                    .map(one -> new Extents.Indexed(one, one.getName(), one.getIndices())).toList(), scope);
            Array array = new Array(name, Array.Role.STATE, shape);
            arrays.put(name, array);
            declarations.put(name, assigns.getFirst());
            scope.define(name, Binding.value(array));
        });
    }

    private static boolean isStored(Assign assign) {
        if (assign.getIndices().isEmpty()) {
            return false;
        }
        for (EObject around = assign.eContainer(); around != null; around = around.eContainer()) {
            if (around instanceof For) {
                return true;
            }
        }
        return assign.getIndices().stream().anyMatch(index -> !isPlain(index));
    }

    private static boolean isPlain(Expression index) {
        return index instanceof VariableRef ref && ref.getVariable() instanceof IndexVariable;
    }

    /** A latent site whose elements are stored. */
    void declare(String name, EObject where) {
        declarations.put(name, where);
    }

    /** A step that stores elements of such a site. */
    void add(Recurrence.Step step) {
        steps.add(step);
    }

    boolean isStored(String name) {
        return arrays.containsKey(name);
    }

    /** One assignment; those in one outermost loop make one recurrence. */
    void lower(Assign assign, Scope scope) {
        List<Expr> subscripts = new ArrayList<>();
        for (int axis = 0; axis < assign.getIndices().size(); axis++) {
            Expression index = assign.getIndices().get(axis);
            Expr subscript = expressions.scalar(index, scope);
            expressions.subscripts().check(index, subscript, arrays.get(assign.getName()).shape().get(axis),
                    scope.loops(), "'" + assign.getName() + "'");
            subscripts.add(subscript);
        }
        Value value = expressions.lower(assign.getValue(), scope);
        Array array = settled(assign, value, scope);
        List<Loop> loops = new ArrayList<>(scope.loops());
        List<Expr> within = new ArrayList<>();
        for (int extent : value.shape()) {
            Loop axis = expressions.axis(extent);
            loops.add(axis);
            within.add(axis.index());
        }
        subscripts.addAll(within);
        steps.add(new Recurrence.Assignment(loops, array, Shapes.offset(array.shape(), subscripts),
                value.at(within)));
    }

    /** The array with the axes of its elements, which the first assignment in the text gives it. */
    private Array settled(Assign assign, Value value, Scope scope) {
        Array array = arrays.get(assign.getName());
        int axes = assign.getIndices().size();
        List<Integer> shape = new ArrayList<>(array.shape().subList(0, axes));
        shape.addAll(value.shape());
        if (settled.add(assign.getName()) && !value.isScalar()) {
            array = new Array(assign.getName(), Array.Role.STATE, shape);
            arrays.put(assign.getName(), array);
            scope.outermost().define(assign.getName(), Binding.value(array));
        }
        if (!array.shape().equals(shape)) {
            throw refusal.at(assign, "PEN-2101", "Each element of '" + assign.getName() + "' is "
                    + Shapes.describe(array.shape().subList(axes, array.shape().size())) + ", as the first is; found "
                    + Shapes.describe(value.shape()) + ".");
        }
        return array;
    }

    /** All recurrences, each element proved to be assigned once, before it is read. */
    List<Recurrence> finish() {
        List<Recurrence> recurrences = steps.finish();
        Coverage coverage = new Coverage(binding.data(), "assigned", declarations.keySet());
        recurrences.forEach(recurrence -> coverage.run(recurrence).ifPresent(fault -> {
            throw refusal.at(declarations.get(fault.array().name()), "PEN-2905", fault.message(),
                    "Each element is assigned once, and before it is used.");
        }));
        coverage.missing(arrays.values()).ifPresent(fault -> {
            throw refusal.at(declarations.get(fault.array().name()), "PEN-2905", fault.message(),
                    "Each element is assigned once, and before it is used.");
        });
        return recurrences;
    }
}
