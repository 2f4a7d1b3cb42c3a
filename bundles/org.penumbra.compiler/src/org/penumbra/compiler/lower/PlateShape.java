package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.Expression;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.Sample;
import org.penumbra.model.VariableRef;

/** The plates that give a declared site or value its axes: those whose indices it is subscripted with, or all. */
final class PlateShape {

    private PlateShape() {
    }

    static List<Loop> of(Sample sample, Scope scope, Refusal refusal) {
        return of(sample, sample.getName(), sample.getIndices(), scope, refusal);
    }

    static List<Loop> of(EObject where, String name, List<Expression> indices, Scope scope, Refusal refusal) {
        List<Loop> plates = new ArrayList<>();
        for (Expression index : indices) {
            Loop loop = loopOf(index, scope).orElseThrow(() -> refusal.at(index, "PEN-2902",
                    "'" + name + "' is declared here, so its subscripts must be the indices of the plates around it.",
                    "Elements with other subscripts (recurrences) cannot be compiled yet."));
            if (plates.contains(loop)) {
                throw refusal.at(index, "PEN-2902", "The index '" + loop.index().name() + "' stands twice.");
            }
            plates.add(loop);
        }
        if (indices.isEmpty()) {
            plates.addAll(scope.loops());
        } else if (plates.size() != scope.loops().size()) {
            throw refusal.at(where, "PEN-2902", "'" + name + "' is declared in " + scope.loops().size()
                    + " plate(s) but subscripted with " + plates.size() + " of their indices.",
                    "Subscript it with every plate around it, or declare it outside of the others.");
        }
        plates.forEach(plate -> requireRegular(where, name, plate, refusal));
        return plates;
    }

    private static Optional<Loop> loopOf(Expression index, Scope scope) {
        if (index instanceof VariableRef ref && ref.getVariable() instanceof IndexVariable variable) {
            return scope.find(variable.getName()).map(Value::expression).filter(Index.class::isInstance)
                    .flatMap(found -> scope.loopOf((Index) found));
        }
        return Optional.empty();
    }

    private static void requireRegular(EObject where, String name, Loop plate, Refusal refusal) {
        if (!plate.lower().is(1) || !(plate.upper() instanceof Constant)) {
            throw refusal.at(where, "PEN-2902", "'" + name + "' is declared in the plate over '" + plate.index().name()
                    + "', which must run from 1 to a size that does not vary.");
        }
    }

    static List<Integer> extents(List<Loop> plates) {
        return plates.stream().map(plate -> Math.max(0, (int) ((Constant) plate.upper()).value())).toList();
    }
}
