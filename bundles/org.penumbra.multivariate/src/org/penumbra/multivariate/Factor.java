package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.function.Cholesky;
import org.penumbra.expression.function.LowerSolve;
import org.penumbra.expression.function.MatrixProduct;
import org.penumbra.math.RandomStream;

/** Lower triangular factors L of symmetric matrices, as expressions and as numbers. */
final class Factor {

    private Factor() {
    }

    /** L with L L' = A. */
    static ArrayExpr of(ArrayExpr matrix) {
        return matrix.apply(new Cholesky(matrix.extent(0)), matrix.shape());
    }

    /** L^-1 v. */
    static ArrayExpr solve(ArrayExpr factor, ArrayExpr vector) {
        return vector.apply(new LowerSolve(factor.extent(0)), vector.shape(), factor);
    }

    /** L'^-1 v. */
    static ArrayExpr solveTransposed(ArrayExpr factor, ArrayExpr vector) {
        return vector.apply(new LowerSolve(factor.extent(0), 1, true), vector.shape(), factor);
    }

    /** A B for matrices. */
    static ArrayExpr product(ArrayExpr a, ArrayExpr b) {
        return a.apply(new MatrixProduct(a.extent(0), a.extent(1), b.extent(1)), List.of(a.extent(0), b.extent(1)), b);
    }

    /** A A'. */
    static ArrayExpr square(ArrayExpr a) {
        return product(a, transposed(a));
    }

    static ArrayExpr transposed(ArrayExpr a) {
        return a.with(List.of(a.extent(1), a.extent(0)), at -> a.at(at.get(1), at.get(0)));
    }

    /** The same with zeros above the diagonal. */
    static ArrayExpr lower(ArrayExpr matrix) {
        return matrix.with(matrix.shape(), at -> Expr.select(at.get(1).lessOrEqual(at.get(0)), matrix.at(at),
                Expr.of(0)));
    }

    /** log det L. */
    static Expr logDeterminant(ArrayExpr factor) {
        return factor.sumAlong(i -> factor.at(i, i).log());
    }

    /** L v, of which each element is a sum: for what is read once, or stored. */
    static ArrayExpr times(ArrayExpr factor, ArrayExpr vector) {
        int n = vector.extent(0);
        return vector.with(List.of(n), at -> vector.sumAlong(j -> Expr.select(j.lessOrEqual(at.getFirst()),
                factor.at(at.getFirst(), j).times(vector.at(j)), Expr.of(0))));
    }

    /** L with L L' = A; NaN where A is not positive definite. */
    static double[] of(double[] matrix, int order) {
        double[] factor = new double[order * order];
        new Cholesky(order).forward(new double[][] {matrix}, new int[1], factor, 0, new double[0]);
        return factor;
    }

    /** L v. */
    static double[] times(double[] factor, double[] vector) {
        int n = vector.length;
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                product[i] += factor[i * n + j] * vector[j];
            }
        }
        return product;
    }

    /** L' v. */
    static double[] transposedTimes(double[] factor, double[] vector) {
        int n = vector.length;
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                product[j] += factor[i * n + j] * vector[i];
            }
        }
        return product;
    }

    /** L^-1 v. */
    static double[] solve(double[] factor, double[] vector) {
        int n = vector.length;
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            double rest = vector[i];
            for (int j = 0; j < i; j++) {
                rest -= factor[i * n + j] * solution[j];
            }
            solution[i] = rest / factor[i * n + i];
        }
        return solution;
    }

    /** L'^-1 v. */
    static double[] solveTransposed(double[] factor, double[] vector) {
        int n = vector.length;
        double[] solution = vector.clone();
        for (int i = n - 1; i >= 0; i--) {
            solution[i] /= factor[i * n + i];
            for (int j = 0; j < i; j++) {
                solution[j] -= factor[i * n + j] * solution[i];
            }
        }
        return solution;
    }

    /** A B' for matrices with rows of one length. */
    static double[] timesTransposed(double[] a, double[] b, int inner) {
        int rows = a.length / inner;
        int columns = b.length / inner;
        double[] product = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < inner; k++) {
                    product[i * columns + j] += a[i * inner + k] * b[j * inner + k];
                }
            }
        }
        return product;
    }

    static double[] standardNormal(int count, RandomStream random) {
        double[] standard = new double[count];
        Arrays.setAll(standard, k -> random.nextGaussian());
        return standard;
    }
}
