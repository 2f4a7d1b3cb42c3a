package org.penumbra.compiler.lower;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Log densities of categories that reach the one probability that they need by a subscript. With thousands of
 * categories a choice among all of them, written out, would cost as much for each datum.
 */
final class CategoryChoice {

    /** Fewer categories are a choice that is written out, whatever their probabilities are. */
    private static final int FEW = 32;

    private final ExpressionLowering expressions;

    CategoryChoice(ExpressionLowering expressions) {
        this.expressions = expressions;
    }

    /** The log density at a category; empty when it is to be written out. */
    Optional<UnaryOperator<Expr>> of(Resolved resolved, Value vector) {
        if (vector.rank() != 1 || resolved.signature().parameters().size() != 1) {
            return Optional.empty();
        }
        int size = vector.shape().getFirst();
        if (!expressions.hasOwnCoordinates() && size < FEW) {
            return Optional.empty();
        }
        boolean simplex = isSimplex(vector, size);
        boolean wanted = expressions.hasOwnCoordinates() || simplex;
        Distribution distribution = resolved.signature().distribution().get();
        if (!wanted || distribution.logDensityByElement(Expr.of(1), Expr.of(1)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(x -> distribution.logDensityByElement(vector.at(List.of(x)),
                simplex ? Expr.of(1) : total(vector, size)).orElseThrow());
    }

    private Expr total(Value vector, int size) {
        Loop loop = expressions.axis(size);
        return new Sum(loop, vector.at(List.of(loop.index())));
    }

    /** Whether it is all of a vector that sums to 1: elements one behind the other, as many as the vector has. */
    private boolean isSimplex(Value vector, int size) {
        Loop loop = expressions.axis(size);
        return vector.at(List.of(loop.index())) instanceof Element element
                && expressions.simplexSize(element.array()) == size
                && Offset.of(element.offset()).factor(loop.index()) == 1;
    }
}
