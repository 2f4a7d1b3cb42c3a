package org.penumbra.layers;

/** Products of matrices that are parts of arrays. */
final class Products {

    private Products() {
    }

    /**
     * Adds A B to C.
     *
     * @param rows of A and C
     * @param columns of B and C
     * @param inner columns of A, rows of B
     * @param c row i starts at {@code cAt + i * cStride}
     * @param a element (i, k) is {@code a[aAt + i * aRow + k * aColumn]}
     * @param b element (k, j) is {@code b[bAt + k * bRow + j * bColumn]}
     */
    static void add(int rows, int columns, int inner, double[] c, int cAt, int cStride, double[] a, int aAt, int aRow,
            int aColumn, double[] b, int bAt, int bRow, int bColumn) {
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                double factor = a[aAt + i * aRow + k * aColumn];
                int row = bAt + k * bRow;
                for (int j = 0; j < columns; j++) {
                    c[cAt + i * cStride + j] += factor * b[row + j * bColumn];
                }
            }
        }
    }
}
