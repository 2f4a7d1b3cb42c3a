package org.penumbra.compiler.code;

import java.util.List;
import java.util.Map;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;

/**
 * How vector code runs the rows of a kernel.
 *
 * @param phases in order
 * @param loads values that are successive elements of an array, read where they are needed
 * @param columns numbers of the values that cross phases
 */
record VectorPlan(List<Phase> phases, Map<Expr, Element> loads, Map<Expr, Integer> columns) {

    VectorPlan {
        phases = List.copyOf(phases);
        loads = Map.copyOf(loads);
        columns = Map.copyOf(columns);
    }
}
