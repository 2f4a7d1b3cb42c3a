package org.penumbra.compiler.conjugate;

import java.util.List;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * A part of the expected log density: the sum over loops of a coefficient times expected statistics.
 *
 * @param loops outermost first
 * @param coefficient of data
 * @param statistics elements of arrays of expected statistics
 */
record Term(List<Loop> loops, Expr coefficient, List<Element> statistics) {

    Term {
        loops = List.copyOf(loops);
        statistics = List.copyOf(statistics);
    }

    /** Whether a statistic of one of these arrays is in it. */
    boolean reads(Array array) {
        return statistics.stream().anyMatch(statistic -> statistic.array().equals(array));
    }

    Expr value() {
        return product(-1);
    }

    /** The derivative by one of the statistics. */
    Expr derivative(int position) {
        return product(position);
    }

    private Expr product(int without) {
        Expr product = coefficient;
        for (int k = 0; k < statistics.size(); k++) {
            product = k == without ? product : product.times(statistics.get(k));
        }
        return product;
    }
}
