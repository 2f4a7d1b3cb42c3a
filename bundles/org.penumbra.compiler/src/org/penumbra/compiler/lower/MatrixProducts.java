package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.expression.function.MatrixProduct;

/**
 * Products of matrices and vectors. A product with a vector is a sum in the loop that it stands in, so that a linear
 * predictor costs one pass over its rows; but a factor whose elements are sums themselves is stored first, or each of
 * them would be made again for each row. Two matrices that are not tiny are multiplied by a function.
 */
final class MatrixProducts {

    /** Number of multiplications up to which two matrices are multiplied where the elements are used. */
    private static final long TINY = 64;

    private final Calls calls;
    private final Reductions reductions;
    private final Refusal refusal;

    MatrixProducts(Calls calls, Reductions reductions, Refusal refusal) {
        this.calls = calls;
        this.reductions = reductions;
        this.refusal = refusal;
    }

    Value lower(EObject where, Value left, Value right) {
        if (left.rank() < 1 || right.rank() < 1 || left.rank() > 2 || right.rank() > 2
                || !left.shape().getLast().equals(right.shape().getFirst())) {
            throw refusal.at(where, "PEN-2101", "The inner extents of a matrix product must agree: "
                    + Shapes.describe(left.shape()) + " @ " + Shapes.describe(right.shape()) + ".");
        }
        if (left.rank() == 2 && right.rank() == 2 && isWorthACall(left, right)) {
            return call(left, right);
        }
        Value first = right.rank() == 2 ? calls.storedIfSummed(left) : left;
        Value second = left.rank() == 2 ? calls.storedIfSummed(right) : right;
        return reductions.matrixProduct(first, second);
    }

    private boolean isWorthACall(Value left, Value right) {
        long multiplications = (long) Reductions.count(left) * right.shape().getLast();
        return multiplications > TINY || calls.isSummed(left) || calls.isSummed(right);
    }

    private Value call(Value left, Value right) {
        int rows = left.shape().getFirst();
        int columns = right.shape().getLast();
        List<Integer> shape = new ArrayList<>(List.of(rows, columns));
        return calls.callOn(new MatrixProduct(rows, left.shape().getLast(), columns), shape, List.of(left, right));
    }
}
