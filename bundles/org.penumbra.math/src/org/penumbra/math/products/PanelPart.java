package org.penumbra.math.products;

/**
 * The order in which tiles of a product are computed, so that what a tile reads is near: panels of A and of B that fit
 * together into the second cache, every panel of A for one of B after the other.
 */
abstract class PanelPart implements Part {

    /** Most numbers in the panels of A, and in those of B. */
    private static final int LEFT = 1 << 17;
    private static final int RIGHT = 1 << 16;

    private final int rows;
    private final int columns;

    /**
     * @param rows in a panel of A
     * @param columns in a panel of B
     */
    PanelPart(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    @Override
    public final void add(Operands operands, int fromRow, int toRow, int fromColumn, int toColumn) {
        int inner = operands.product.inner();
        int block = operands.product.block();
        for (int k = 0; k < inner; k += block) {
            int depth = Math.min(block, inner - k);
            int height = LEFT / depth / rows * rows;
            int breadth = RIGHT / depth / columns * columns;
            for (int i = fromRow; i < toRow; i += height) {
                int nextRow = Math.min(i + height, toRow);
                for (int panel = i; panel < nextRow; panel += rows) {
                    packLeft(operands, panel, Math.min(rows, nextRow - panel), k, depth, (panel - i) * depth);
                }
                for (int j = fromColumn; j < toColumn; j += breadth) {
                    panels(operands, i, nextRow, j, Math.min(j + breadth, toColumn), k, depth);
                }
            }
        }
    }

    private void panels(Operands operands, int fromRow, int toRow, int fromColumn, int toColumn, int k, int depth) {
        for (int j = fromColumn; j < toColumn; j += columns) {
            packRight(operands, j, Math.min(columns, toColumn - j), k, depth, (j - fromColumn) * depth);
        }
        boolean isFirst = k == 0 && operands.beta == 0;
        for (int j = fromColumn; j < toColumn; j += columns) {
            int breadth = Math.min(columns, toColumn - j);
            for (int i = fromRow; i < toRow; i += rows) {
                tile(operands, i, Math.min(rows, toRow - i), j, breadth, depth, (i - fromRow) * depth,
                        (j - fromColumn) * depth, isFirst);
            }
        }
    }

    /** Puts rows of op(A) and k from {@code k} on into a panel that starts at {@code at}. */
    abstract void packLeft(Operands operands, int row, int count, int k, int depth, int at);

    /** Puts columns of op(B) into a panel. */
    abstract void packRight(Operands operands, int column, int count, int k, int depth, int at);

    /**
     * Computes a tile of C from two panels.
     *
     * @param isFirst whether C is to be set, not added to
     */
    abstract void tile(Operands operands, int i, int height, int j, int breadth, int depth, int left, int right,
            boolean isFirst);
}
