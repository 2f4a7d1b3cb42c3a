package org.penumbra.compiler.ir;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * A deterministic site that results report.
 *
 * @param name as in the text
 * @param shape extents, plates first
 * @param loops that run over its elements, one for each axis in order
 * @param value the element that the loops are at
 */
public record ReportedValue(String name, List<Integer> shape, List<Loop> loops, Expr value) {

    public ReportedValue {
        shape = List.copyOf(shape);
        loops = List.copyOf(loops);
    }
}
