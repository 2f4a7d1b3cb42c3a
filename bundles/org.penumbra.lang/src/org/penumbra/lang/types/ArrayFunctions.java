package org.penumbra.lang.types;

import static org.penumbra.lang.types.ElementType.INT;
import static org.penumbra.lang.types.ElementType.REAL;
import static org.penumbra.lang.types.ElementType.UNKNOWN;
import static org.penumbra.lang.types.Ranges.ANY;
import static org.penumbra.lang.types.Ranges.FIRST;
import static org.penumbra.lang.types.Ranges.FRACTION;
import static org.penumbra.lang.types.Ranges.NEGATIVE;
import static org.penumbra.lang.types.Ranges.SIZE;
import static org.penumbra.lang.types.Ranges.UNION;

import org.penumbra.lang.types.BuiltIn.Rule;

/** Functions of vectors and matrices, those that make them, and solutions of differential equations. */
final class ArrayFunctions {

    private ArrayFunctions() {
    }

    static void addTo(BuiltIns.Rows rows) {
        reductions(rows);
        vectors(rows);
        made(rows);
        matrices(rows);
        kernels(rows);
        equations(rows);
    }

    private static void reductions(BuiltIns.Rows rows) {
        rows.under("Over all elements");
        rows.array("sum", Rule.REDUCE, UNKNOWN, Ranges.SUM, "The sum.");
        rows.array("prod", Rule.REDUCE, UNKNOWN, Ranges.PRODUCT, "The product.");
        rows.array("mean", Rule.REDUCE, REAL, FIRST, "The average.");
        rows.array("variance", Rule.REDUCE, REAL, SIZE, "The variance, with n - 1.");
        rows.array("sd", Rule.REDUCE, REAL, SIZE, "The standard deviation, with n - 1.");
        rows.other("min", Rule.REDUCE_OR_ELEMENTWISE, 1, true, UNKNOWN, Ranges.SMALLEST,
                "The smallest element; of several arguments elementwise the smallest.", "x");
        rows.other("max", Rule.REDUCE_OR_ELEMENTWISE, 1, true, UNKNOWN, Ranges.LARGEST,
                "The largest element; of several arguments elementwise the largest.", "x");
        rows.array("logSumExp", Rule.REDUCE, REAL, ANY, "log(sum(exp(x))).");
        rows.array("norm", Rule.REDUCE, REAL, SIZE, "The Euclidean length.");
        rows.array("size", Rule.REDUCE, INT, SIZE, "The number of elements.");
        rows.array("length", Rule.REDUCE, INT, SIZE, "The same as size.");
    }

    private static void vectors(BuiltIns.Rows rows) {
        rows.under("Vectors");
        rows.shaped(REAL, ANY, "The scalar product.", "dot(x[n], y[n])");
        rows.shaped(REAL, ANY, "The matrix of all products x[i] * y[j].", "outer(x[n], y[m]) : [n, m]");
        rows.shaped(REAL, SIZE, "The square of the Euclidean distance.", "squaredDistance(x[n], y[n])");
        rows.array("softmax", Rule.SAME, REAL, FRACTION, "exp(x), scaled to sum 1.");
        rows.array("logSoftmax", Rule.SAME, REAL, NEGATIVE, "The logarithm of softmax.");
        rows.other("logMix", Rule.MIX, 2, false, REAL, ANY,
                "log(sum(w * exp(lp))) of weights and log densities; logMix(p, a, b) is that of p and 1 - p.", "w",
                "lp", "b");
        rows.array("cumsum", Rule.SAME, UNKNOWN, Ranges.SUM, "Sums of the first elements.");
        rows.array("cumprod", Rule.SAME, UNKNOWN, Ranges.PRODUCT, "Products of the first elements.");
        rows.array("sort", Rule.SAME, UNKNOWN, FIRST, "The elements in ascending order.");
        rows.array("reverse", Rule.SAME, UNKNOWN, FIRST, "The elements from last to first.");
        rows.other("append", Rule.APPEND, 2, true, UNKNOWN, UNION,
                "The elements of vectors, or the rows of matrices, after each other; a number is one element.", "x",
                "y");
        rows.other("concat", Rule.APPEND, 2, true, UNKNOWN, UNION, "The same as append.", "x", "y");
        rows.shaped(UNKNOWN, UNION, "Columns beside each other.", "appendColumns(x[n, k], y[n, m]) : [n, k + m]",
                "appendColumns(x[n], y[n, m]) : [n, 1 + m]", "appendColumns(x[n, k], y[n]) : [n, k + 1]",
                "appendColumns(x[n], y[n]) : [n, 2]");
    }

    private static void made(BuiltIns.Rows rows) {
        rows.under("Made of numbers");
        rows.other("zeros", Rule.FILL, 1, true, REAL, Ranges.point(0), "An array of zeros.", "n");
        rows.other("ones", Rule.FILL, 1, true, REAL, Ranges.point(1), "An array of ones.", "n");
        rows.other("rep", Rule.REPEAT, 2, true, UNKNOWN, FIRST, "An array of one value.", "value", "n");
        rows.shaped(REAL, ranges -> ranges.get(0).union(ranges.get(1)), "n numbers at equal distances.",
                "linspace(from, to, n) : [n]");
        rows.shaped(REAL, FRACTION, "The identity matrix.", "identity(n) : [n, n]");
        rows.shaped(UNKNOWN, Ranges.of(x -> x.union(Range.of(0))), "The matrix with this diagonal, 0 elsewhere.",
                "diagMatrix(x[n]) : [n, n]");
    }

    private static void matrices(BuiltIns.Rows rows) {
        rows.under("Matrices");
        rows.shaped(INT, SIZE, "The number of rows.", "rows(matrix[n, k])");
        rows.shaped(INT, SIZE, "The number of columns.", "columns(matrix[n, k])");
        rows.shaped(UNKNOWN, FIRST, "The diagonal.", "diag(matrix[n, n]) : [n]");
        rows.shaped(REAL, ANY, "The sum of the diagonal.", "trace(matrix[n, n])");
        rows.shaped(REAL, ANY, "The lower triangular L with positive diagonal and L @ L' = matrix, which is "
                + "symmetric and positive definite.", "cholesky(matrix[n, n]) : [n, n]");
        rows.shaped(REAL, ANY, "The x with matrix @ x = b.", "solve(matrix[n, n], b[n]) : [n]",
                "solve(matrix[n, n], b[n, k]) : [n, k]");
        rows.shaped(REAL, ANY, "The same for a lower triangular matrix; what is above its diagonal is not read.",
                "solveLower(matrix[n, n], b[n]) : [n]", "solveLower(matrix[n, n], b[n, k]) : [n, k]");
        rows.shaped(REAL, ANY, "The same for an upper triangular matrix; what is below its diagonal is not read.",
                "solveUpper(matrix[n, n], b[n]) : [n]", "solveUpper(matrix[n, n], b[n, k]) : [n, k]");
        rows.shaped(REAL, ANY, "The inverse.", "inverse(matrix[n, n]) : [n, n]");
        rows.shaped(REAL, ANY, "The determinant.", "det(matrix[n, n])");
        rows.shaped(REAL, ANY, "The logarithm of the size of the determinant.", "logDet(matrix[n, n])");
        rows.shaped(REAL, ANY, "x' @ matrix @ x.", "quadForm(matrix[n, n], x[n])",
                "quadForm(matrix[n, n], x[n, k]) : [k, k]");
        rows.shaped(REAL, ANY, "The eigenvalues of a symmetric matrix, in ascending order.",
                "eigenvalues(matrix[n, n]) : [n]");
        rows.shaped(REAL, Ranges.WITHIN, "Their eigenvectors as columns, of length 1, the largest element positive.",
                "eigenvectors(matrix[n, n]) : [n, n]");
    }

    private static void kernels(BuiltIns.Rows rows) {
        rows.under("Kernels of Gaussian processes");
        kernel(rows, "expQuad", "", "sigma^2 * exp(-d^2 / (2 * length^2)), where d is the distance.");
        kernel(rows, "exponential", "", "sigma^2 * exp(-d / length).");
        kernel(rows, "matern32", "", "sigma^2 * (1 + a) * exp(-a) with a = sqrt(3) * d / length.");
        kernel(rows, "matern52", "", "sigma^2 * (1 + a + a^2 / 3) * exp(-a) with a = sqrt(5) * d / length.");
        kernel(rows, "periodic", ", period", "sigma^2 * exp(-2 * sin(pi * d / period)^2 / length^2).");
    }

    /** Of numbers or of the rows of a matrix; of points with themselves, or with others. */
    private static void kernel(BuiltIns.Rows rows, String name, String more, String documentation) {
        rows.shaped(REAL, Ranges.SIZE, documentation, name + "(x[n], sigma, length" + more + ") : [n, n]",
                name + "(x[n, d], sigma, length" + more + ") : [n, n]",
                name + "(x[n], y[m], sigma, length" + more + ") : [n, m]",
                name + "(x[n, d], y[m, d], sigma, length" + more + ") : [n, m]");
    }

    private static void equations(BuiltIns.Rows rows) {
        rows.under("Differential equations");
        rows.other("ode", Rule.ODE, 4, true, REAL, ANY,
                "The states at the times ts, one in a row, of u' = f(t, u, p) with u = u0 at t0; by Runge and Kutta.",
                "f", "u0", "t0", "ts", "p");
        rows.other("odeStiff", Rule.ODE, 4, true, REAL, ANY, "The same by an implicit method, for stiff equations.",
                "f", "u0", "t0", "ts", "p");
    }
}
