package org.penumbra.compiler.discrete;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * One read of a discrete site in a factor.
 *
 * @param symbol stands for the value that is read, and runs over all of them
 * @param array the site
 * @param offset row-major 0-based position of the element
 * @param subscripts one for each axis; empty when the position cannot be taken apart
 */
record Reference(Loop symbol, Array array, Expr offset, Optional<List<Subscript>> subscripts) {

    Subscript subscript(int axis) {
        return subscripts.orElseThrow().get(axis);
    }

    Reference rewritten(Rewriting rewriting) {
        return new Reference(symbol, array, rewriting.apply(offset), subscripts.map(
                all -> all.stream().map(one -> one.rewritten(rewriting)).toList()));
    }
}
