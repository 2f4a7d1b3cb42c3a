package org.penumbra.math.products;

/** Sums of a tile that reaches beyond the last row or column, added where they belong. */
final class Edges {

    private Edges() {
    }

    /**
     * @param sums a tile, row by row
     * @param stride from one row of it to the next
     */
    static void add(Operands operands, double[] sums, int stride, int at, int rows, int columns, boolean isFirst) {
        for (int i = 0; i < rows; i++) {
            int to = at + i * operands.product.cStride();
            for (int j = 0; j < columns; j++) {
                double before = isFirst ? 0 : operands.c[to + j];
                operands.c[to + j] = Math.fma(operands.alpha, sums[i * stride + j], before);
            }
        }
    }
}
