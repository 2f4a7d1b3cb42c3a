package org.penumbra.compiler.lower;

import org.penumbra.expression.Expr;
import org.penumbra.model.Call;

/** Shapes that functions ask of their arguments. */
final class Arguments {

    private final Refusal refusal;

    Arguments(Refusal refusal) {
        this.refusal = refusal;
    }

    void requireSquare(Call call, Value matrix) {
        require(matrix.rank() == 2 && matrix.shape().getFirst().equals(matrix.shape().getLast()), call,
                "a square matrix", matrix);
    }

    void requireVector(Call call, Value vector) {
        require(vector.rank() == 1, call, "a vector", vector);
    }

    void requireMatrix(Call call, Value matrix) {
        require(matrix.rank() == 2, call, "a matrix", matrix);
    }

    /** One axis at least, and something along it. */
    void requireElements(Call call, Value array) {
        require(Reductions.count(array) > 0, call, "at least one element", array);
    }

    void requireArray(Call call, Value array) {
        require(array.rank() > 0, call, "an array", array);
    }

    Expr scalar(Call call, Value value) {
        require(value.isScalar(), call, "a number", value);
        return value.expression();
    }

    void requireOneLength(Call call, Value a, Value b) {
        if (a.rank() != 1 || !a.shape().equals(b.shape())) {
            throw refusal.shapes(call, call.getName() + " takes two vectors of one length", a, b);
        }
    }

    /** A right-hand side of a system with this matrix: a vector, or a matrix of columns. */
    void requireRightHandSide(Call call, Value matrix, Value right) {
        requireSquare(call, matrix);
        if (right.rank() < 1 || right.rank() > 2 || !right.shape().getFirst().equals(matrix.shape().getFirst())) {
            throw refusal.shapes(call, call.getName() + " takes a matrix and as many rows", matrix, right);
        }
    }

    private void require(boolean holds, Call call, String expected, Value found) {
        if (!holds) {
            throw refusal.at(call, "PEN-2101", "'" + call.getName() + "' takes " + expected + ", found "
                    + Shapes.describe(found.shape()) + ".");
        }
    }
}
