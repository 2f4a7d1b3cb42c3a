package org.penumbra.compiler.code;

import java.util.List;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Expr;

/**
 * One of the passes over a chunk of rows that vector code makes. Values that cross phases lie in memory in between.
 *
 * @param vector whether eight rows are worked on at a time, or one
 * @param nodes what is computed, in order
 * @param stored which of them later phases read
 * @param sums numbers of the kernel's sums that are added to
 * @param writes in the order of a row; those of a vector phase are to successive elements
 */
record Phase(boolean vector, List<Node> nodes, List<Expr> stored, List<Integer> sums, List<Scatter> writes) {

    /** A value and how it is computed. */
    record Node(Expr value, Expr formula) {
    }

    Phase {
        nodes = List.copyOf(nodes);
        stored = List.copyOf(stored);
        sums = List.copyOf(sums);
        writes = List.copyOf(writes);
    }
}
