package org.penumbra.compiler.ir;

import java.util.List;
import java.util.Optional;
import org.penumbra.core.Location;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Evaluator;
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
     * @param support that its value, or each element of it, must lie in
     * @param value the element where the axes are
     * @param axes loops from 1 over its elements, empty for a scalar
     * @param structure that all elements must have together
     */
    public record Check(String parameter, Support support, Expr value, List<Loop> axes,
            Optional<Structure> structure) {

        public Check {
            axes = List.copyOf(axes);
        }

        /**
         * What is wrong with the value as it is now, as a clause with the parameter's name; empty when nothing is.
         *
         * @param place where the loops are, as in {@code " at i = 2"}
         */
        public Optional<String> fault(Evaluator at, String place) {
            Block block = new Block(axes, value);
            double[] numbers = block.numbers(at);
            for (int k = 0; k < numbers.length; k++) {
                if (!support.contains(numbers[k])) {
                    return Optional.of(parameter + block.subscripts(k) + " = " + numbers[k] + place + ", expected "
                            + support);
                }
            }
            int order = axes.isEmpty() ? 1 : Block.extent(axes.getFirst());
            return structure.flatMap(kind -> kind.fault(numbers, order)
                    .map(fault -> parameter + " is no " + kind + place + ": " + fault));
        }

        /** A scalar. */
        public Check(String parameter, Support support, Expr value) {
            this(parameter, support, value, List.of(), Optional.empty());
        }
    }

    /** The same times a factor, which is none of its statement: nothing is checked. */
    public Term weighted(Expr factor) {
        return new Term(site, location, loops, value.times(factor), List.of());
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
