package org.penumbra.compiler.optimize;

/**
 * The triangular factor R of a tall matrix X = Q R, of which rows come one by one: |R c| = |X c| for every c.
 *
 * <p>By Householder reflections (Golub and Van Loan, Matrix Computations, algorithms 5.1.1 and 5.2.1), which are
 * backward stable column by column (Higham, Accuracy and Stability of Numerical Algorithms, theorem 19.4): R belongs to
 * a matrix whose columns differ from those of X by a few units in their last place, however badly these are scaled. A
 * sum of squares by R is therefore as exact as the sum over the rows, which one by X'X would not be.
 */
final class OrthogonalFactor {

    private final int width;
    /** The factor of the rows so far, and below it rows that still wait. */
    private final double[][] rows;
    private int filled;

    /** @param width number of columns */
    OrthogonalFactor(int width) {
        this.width = width;
        this.rows = new double[Math.max(4 * width, width + 64)][width];
    }

    /** Adds a row: {@code width} entries of an array. */
    void add(double[] entries, int position) {
        if (filled == rows.length) {
            compress();
        }
        System.arraycopy(entries, position, rows[filled++], 0, width);
    }

    private void compress() {
        triangulate(rows, filled, width, width);
        filled = Math.min(filled, width);
    }

    /** Upper triangular, {@code width} rows; further rows than were added are 0. */
    double[][] factor() {
        compress();
        double[][] factor = new double[width][];
        for (int i = 0; i < width; i++) {
            factor[i] = i < filled ? rows[i].clone() : new double[width];
        }
        return factor;
    }

    /**
     * Makes the first columns zero below their diagonal by reflections, which leave the length of every combination of
     * columns as it is.
     *
     * @param rows overwritten
     * @param count how many of the rows there are
     * @param columns how many columns are made zero
     */
    static void triangulate(double[][] rows, int count, int width, int columns) {
        for (int k = 0; k < Math.min(columns, count - 1); k++) {
            double norm = norm(rows, k, count);
            if (norm != 0) {
                reflect(rows, k, count, width, rows[k][k] > 0 ? -norm : norm);
            }
        }
    }

    /** The length of column k from row k on, without overflow. */
    private static double norm(double[][] rows, int k, int count) {
        double largest = 0;
        for (int i = k; i < count; i++) {
            largest = Math.max(largest, Math.abs(rows[i][k]));
        }
        if (largest == 0) {
            return 0;
        }
        double squares = 0;
        for (int i = k; i < count; i++) {
            double ratio = rows[i][k] / largest;
            squares += ratio * ratio;
        }
        return largest * Math.sqrt(squares);
    }

    /** The reflection that turns column k, from row k on, into (diagonal, 0, ..., 0). */
    private static void reflect(double[][] rows, int k, int count, int width, double diagonal) {
        double first = rows[k][k] - diagonal;
        double[] products = new double[width];
        for (int i = k; i < count; i++) {
            double entry = i == k ? first : rows[i][k];
            for (int j = k + 1; j < width; j++) {
                products[j] += entry * rows[i][j];
            }
        }
        double scale = 1 / (diagonal * first);
        for (int j = k + 1; j < width; j++) {
            products[j] *= scale;
        }
        for (int i = k; i < count; i++) {
            double entry = i == k ? first : rows[i][k];
            for (int j = k + 1; j < width; j++) {
                rows[i][j] += entry * products[j];
            }
            rows[i][k] = i == k ? diagonal : 0;
        }
    }
}
