package org.penumbra.compiler.batch;

import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;

/**
 * A loop of the program that is to run over a few rows of its plate.
 *
 * @param loop as it is
 * @param plate number of the plate among those that rows are drawn of
 * @param rows number of rows that are drawn
 * @param numbers the array of the row numbers, counted from 1
 */
record Choice(PlateLoop loop, int plate, int rows, Array numbers) {

    Index index() {
        return loop.index();
    }

    /** What one row stands for. */
    double weight() {
        return (double) loop.size() / rows;
    }

    /** The value that the index has in the full program. */
    Expr value() {
        Expr number = new Element(numbers, loop.index().minus(1));
        return number.plus(loop.first() - 1);
    }
}
