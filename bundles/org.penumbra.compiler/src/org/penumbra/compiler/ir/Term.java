package org.penumbra.compiler.ir;

import java.util.List;
import org.penumbra.core.Location;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * What one statement adds to the log density.
 *
 * @param site name of the site, or {@code factor}
 * @param location where the statement stands, or null
 * @param loops around it, outermost first
 * @param value the term in one iteration
 * @param checks what its distribution asks of the parameters, for diagnosis
 */
public record Term(String site, Location location, List<Loop> loops, Expr value, List<Check> checks) {

    public Term {
        loops = List.copyOf(loops);
        checks = List.copyOf(checks);
    }

    /**
     * @param parameter name of a distribution's parameter
     * @param support that its value must lie in
     */
    public record Check(String parameter, Support support, Expr value) {
    }

    /** The term summed over its loops. */
    public Expr total() {
        Expr total = value;
        for (Loop loop : loops.reversed()) {
            total = new Sum(loop, total);
        }
        return total;
    }
}
