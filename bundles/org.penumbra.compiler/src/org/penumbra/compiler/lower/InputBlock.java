package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * An input of a call of an array function.
 *
 * @param axes loops over its elements, row-major
 * @param element where the axes are
 * @param around further loops that it varies with, outermost first
 */
record InputBlock(List<Loop> axes, Expr element, List<Loop> around) {

    int size() {
        return axes.stream().mapToInt(Stored::extent).reduce(1, Math::multiplyExact);
    }

    List<Loop> loops() {
        List<Loop> all = new ArrayList<>(around);
        all.addAll(axes);
        return all;
    }

    /** Whether it differs between iterations of one of these loops. */
    boolean variesWith(List<Loop> loops) {
        return around.stream().anyMatch(loops::contains);
    }

    /** The blocks of all iterations of some loops as one, with the loops as its first axes. */
    InputBlock over(List<Loop> loops) {
        List<Loop> outer = new ArrayList<>(around);
        outer.removeAll(loops);
        List<Loop> all = new ArrayList<>(loops);
        all.addAll(axes);
        return new InputBlock(all, element, outer);
    }
}
