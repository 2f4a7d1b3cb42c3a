package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.penumbra.compiler.lower.ArrayCallLowering.Entry;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Expr;
import org.penumbra.expression.function.Cholesky;
import org.penumbra.expression.function.Determinant;
import org.penumbra.expression.function.Inverse;
import org.penumbra.expression.function.LowerSolve;
import org.penumbra.expression.function.Solve;
import org.penumbra.expression.function.SymmetricEigen;
import org.penumbra.model.Call;

/** Linear algebra. */
final class MatrixFunctions {

    private final Calls calls;
    private final Reductions reductions;
    private final Arguments shapes;
    private final Refusal refusal;

    MatrixFunctions(Calls calls, Reductions reductions, Arguments shapes, Refusal refusal) {
        this.calls = calls;
        this.reductions = reductions;
        this.shapes = shapes;
        this.refusal = refusal;
    }

    Map<String, Entry> entries() {
        Map<String, Entry> entries = new HashMap<>();
        entries.put("rows", Entry.of(1, (call, arguments) -> extent(call, arguments.getFirst(), 0)));
        entries.put("columns", Entry.of(1, (call, arguments) -> extent(call, arguments.getFirst(), 1)));
        entries.put("diag", Entry.of(1, (call, arguments) -> diagonal(call, arguments.getFirst())));
        entries.put("diagMatrix", Entry.of(1, (call, arguments) -> diagonalMatrix(call, arguments.getFirst())));
        entries.put("trace", Entry.of(1,
                (call, arguments) -> Value.scalar(reductions.sum(diagonal(call, arguments.getFirst())))));
        entries.put("cholesky", ofSquare(Cholesky::new));
        entries.put("inverse", ofSquare(Inverse::new));
        entries.put("det", determinant(false));
        entries.put("logDet", determinant(true));
        entries.put("solve", Entry.of(2, this::solve));
        entries.put("solveLower", Entry.of(2, this::solveLower));
        entries.put("solveUpper", Entry.of(2, this::solveUpper));
        entries.put("quadForm", Entry.of(2, this::quadForm));
        entries.put("eigenvalues", Entry.of(1, (call, arguments) -> eigenvalues(call, arguments.getFirst())));
        entries.put("eigenvectors", Entry.of(1, (call, arguments) -> eigenvectors(call, arguments.getFirst())));
        return entries;
    }

    private Entry ofSquare(IntFunction<ArrayFunction> function) {
        return Entry.of(1, (call, arguments) -> {
            Value matrix = arguments.getFirst();
            shapes.requireSquare(call, matrix);
            return calls.callOn(function.apply(matrix.shape().getFirst()), matrix.shape(), List.of(matrix));
        });
    }

    private Entry determinant(boolean logarithm) {
        return Entry.of(1, (call, arguments) -> {
            Value matrix = arguments.getFirst();
            shapes.requireSquare(call, matrix);
            return calls.callOn(new Determinant(matrix.shape().getFirst(), logarithm), List.of(), List.of(matrix));
        });
    }

    private Value extent(Call call, Value matrix, int axis) {
        shapes.requireMatrix(call, matrix);
        return Value.scalar(matrix.shape().get(axis));
    }

    private Value diagonal(Call call, Value matrix) {
        shapes.requireSquare(call, matrix);
        return new Value(matrix.shape().subList(0, 1), at -> matrix.at(List.of(at.getFirst(), at.getFirst())));
    }

    private Value diagonalMatrix(Call call, Value vector) {
        shapes.requireVector(call, vector);
        int order = vector.shape().getFirst();
        return new Value(List.of(order, order),
                at -> Expr.select(at.get(0).equalTo(at.get(1)), vector.at(at.subList(0, 1)), Expr.of(0)));
    }

    private static int columns(Value right) {
        return right.rank() == 1 ? 1 : right.shape().getLast();
    }

    private Value solve(Call call, List<Value> arguments) {
        Value right = arguments.get(1);
        shapes.requireRightHandSide(call, arguments.get(0), right);
        return calls.callOn(new Solve(right.shape().getFirst(), columns(right)), right.shape(), arguments);
    }

    private Value solveLower(Call call, List<Value> arguments) {
        return triangular(call, arguments.get(0), arguments.get(1), false);
    }

    /** An upper triangular matrix is the transpose of a lower one. */
    private Value solveUpper(Call call, List<Value> arguments) {
        Value upper = arguments.get(0);
        return triangular(call, new Value(upper.shape().reversed(), at -> upper.at(at.reversed())), arguments.get(1),
                true);
    }

    private Value triangular(Call call, Value lower, Value right, boolean transposed) {
        shapes.requireRightHandSide(call, lower, right);
        return calls.callOn(new LowerSolve(right.shape().getFirst(), columns(right), transposed), right.shape(),
                List.of(right, lower));
    }

    /** x' A x, x being a vector or a matrix. */
    private Value quadForm(Call call, List<Value> arguments) {
        Value x = arguments.get(1);
        shapes.requireRightHandSide(call, arguments.get(0), x);
        Value image = product(call, arguments.get(0), x);
        return x.rank() == 1 ? Value.scalar(reductions.dot(x, image))
                : product(call, new Value(x.shape().reversed(), at -> x.at(at.reversed())), image);
    }

    private Value product(Call where, Value left, Value right) {
        return new MatrixProducts(calls, reductions, refusal).lower(where, left, right);
    }

    private Value eigenvalues(Call call, Value matrix) {
        shapes.requireSquare(call, matrix);
        return calls.callOn(new SymmetricEigen(matrix.shape().getFirst()), matrix.shape().subList(0, 1),
                List.of(matrix));
    }

    /** The rows behind that of the eigenvalues. */
    private Value eigenvectors(Call call, Value matrix) {
        shapes.requireSquare(call, matrix);
        int order = matrix.shape().getFirst();
        Value both = calls.callOn(new SymmetricEigen(order), List.of(order + 1, order), List.of(matrix));
        return new Value(matrix.shape(), at -> {
            List<Expr> below = new ArrayList<>(at);
            below.set(0, at.getFirst().plus(1));
            return both.at(below);
        });
    }
}
