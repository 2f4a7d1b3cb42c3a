package org.penumbra.compiler.lower;

import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.distribution.MatrixTerms;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.function.Cholesky;
import org.penumbra.expression.function.LowerSolve;

/** Log determinants and inverses: symbols for matrices that are sites, numbers for matrices of data. */
final class SymbolicMatrices implements MatrixTerms {

    private final Binding binding;
    private final Facts facts = new Facts();

    SymbolicMatrices(Binding binding) {
        this.binding = binding;
    }

    /** Whether some of these are matrices that are sites, and all other matrices are data. */
    boolean suit(List<Value> values) {
        List<Value> matrices = values.stream().filter(value -> value.rank() == 2).toList();
        return matrices.stream().anyMatch(value -> first(value).isPresent())
                && matrices.stream().allMatch(value -> first(value).isPresent() || isData(value));
    }

    private boolean isData(Value matrix) {
        for (int row = 1; row <= matrix.shape().get(0); row++) {
            for (int column = 1; column <= matrix.shape().get(1); column++) {
                if (facts.isLatent(at(matrix, row, column))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Expr at(Value matrix, int row, int column) {
        return matrix.at(List.of(Expr.of(row), Expr.of(column)));
    }

    /** The first element of a matrix that is a site, all others following it. */
    private Optional<Element> first(Value matrix) {
        if (!(at(matrix, 1, 1) instanceof Element first) || !binding.matrices().containsKey(first.array())) {
            return Optional.empty();
        }
        int order = binding.matrices().get(first.array()).order();
        boolean whole = matrix.shape().equals(List.of(order, order));
        Offset start = Offset.of(first.offset());
        for (int k = 0; k < order * order && whole; k++) {
            whole = at(matrix, k / order + 1, k % order + 1) instanceof Element element
                    && element.array().equals(first.array())
                    && Offset.of(element.offset()).equals(new Offset(start.factors(), start.constant() + k));
        }
        return whole ? Optional.of(first) : Optional.empty();
    }

    @Override
    public Expr logDeterminant(ArrayExpr matrix) {
        Optional<Element> site = first(Calls.value(matrix));
        if (site.isPresent()) {
            return new Element(binding.matrices().get(site.get().array()).logDeterminant(), site.get().offset());
        }
        ArrayExpr factor = factor(matrix);
        return factor.sumAlong(i -> factor.at(i, i).log()).times(2);
    }

    @Override
    public ArrayExpr inverse(ArrayExpr matrix) {
        Optional<Element> site = first(Calls.value(matrix));
        int order = matrix.extent(0);
        if (site.isPresent()) {
            Array inverse = binding.matrices().get(site.get().array()).inverse();
            return matrix.with(matrix.shape(), at -> new Element(inverse,
                    site.get().offset().plus(Shapes.offset(matrix.shape(), at))));
        }
        ArrayExpr unit = matrix.with(matrix.shape(), at ->
                Expr.select(at.get(0).equalTo(at.get(1)), Expr.of(1), Expr.of(0)));
        ArrayExpr factor = factor(matrix);
        ArrayExpr half = unit.apply(new LowerSolve(order, order), matrix.shape(), factor);
        return half.apply(new LowerSolve(order, order, true), matrix.shape(), factor);
    }

    private static ArrayExpr factor(ArrayExpr matrix) {
        return matrix.apply(new Cholesky(matrix.extent(0)), matrix.shape());
    }
}
