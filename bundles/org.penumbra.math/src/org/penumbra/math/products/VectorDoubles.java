package org.penumbra.math.products;

import java.util.Arrays;

/** Products in 64 bits from panels in vector registers. */
final class VectorDoubles extends PanelPart {

    /** So many rows of a panel are written at a time: they stay in the first cache meanwhile. */
    private static final int NEAR = 64;

    private final Tiles tiles;
    private final int rows;
    private final int columns;
    private final double[] edge;
    private double[] left = {};
    private double[] right = {};

    VectorDoubles(Tiles tiles) {
        super(tiles.rows(), tiles.vectors() * tiles.width());
        this.tiles = tiles;
        this.rows = tiles.rows();
        this.columns = tiles.vectors() * tiles.width();
        this.edge = new double[rows * columns];
    }

    @Override
    void packLeft(Operands operands, int row, int count, int k, int depth, int at) {
        left = atLeast(left, at + rows * depth);
        pack(operands.a, operands.a(row, k), operands.product.aRow(), operands.product.aInner(), count, depth, left, at,
                rows);
    }

    @Override
    void packRight(Operands operands, int column, int count, int k, int depth, int at) {
        right = atLeast(right, at + columns * depth);
        pack(operands.b, operands.b(k, column), operands.product.bColumn(), operands.product.bInner(), count, depth,
                right, at, columns);
    }

    private static double[] atLeast(double[] memory, int size) {
        return memory.length >= size ? memory : Arrays.copyOf(memory, Math.max(size, 2 * memory.length));
    }

    /**
     * @param across from one number of a row of the panel to the next
     * @param along from one row of the panel to the next
     */
    private void pack(double[] from, int fromAt, int across, int along, int count, int depth, double[] to, int at,
            int step) {
        if (across == 1 && count == step) {
            tiles.copy(step / tiles.width(), depth, from, fromAt, along, to, at, step);
            return;
        }
        for (int k = 0; k < depth; k += NEAR) {
            turn(from, fromAt + k * along, across, along, count, Math.min(NEAR, depth - k), to, at + k * step, step);
        }
    }

    /** Rows become columns. */
    private static void turn(double[] from, int fromAt, int across, int along, int count, int depth, double[] to,
            int at, int step) {
        int done = 0;
        for (; done <= count - 4; done += 4) {
            four(from, fromAt + done * across, across, along, depth, to, at + done, step);
        }
        for (; done < count; done++) {
            int read = fromAt + done * across;
            for (int k = 0; k < depth; k++) {
                to[at + k * step + done] = from[read + k * along];
            }
        }
        for (; done < step; done++) {
            for (int k = 0; k < depth; k++) {
                to[at + k * step + done] = 0;
            }
        }
    }

    private static void four(double[] from, int fromAt, int across, int along, int depth, double[] to, int at,
            int step) {
        int second = fromAt + across;
        int third = second + across;
        int fourth = third + across;
        for (int k = 0; k < depth; k++) {
            to[at + k * step] = from[fromAt + k * along];
            to[at + k * step + 1] = from[second + k * along];
            to[at + k * step + 2] = from[third + k * along];
            to[at + k * step + 3] = from[fourth + k * along];
        }
    }

    @Override
    void tile(Operands operands, int i, int height, int j, int breadth, int depth, int a, int b, boolean isFirst) {
        int registers = (breadth + tiles.width() - 1) / tiles.width();
        int shape = tiles.shape(height == 1, registers);
        int at = operands.c(i, j);
        if (breadth != registers * tiles.width() || height > 1 && height < rows) {
            Arrays.fill(edge, -0.0);
            tiles.add(shape, depth, left, a, right, b, columns, 1, edge, 0, columns);
            Edges.add(operands, edge, columns, at, height, breadth, isFirst);
        } else if (isFirst) {
            tiles.store(shape, depth, left, a, right, b, columns, operands.alpha, operands.c, at,
                    operands.product.cStride());
        } else {
            tiles.add(shape, depth, left, a, right, b, columns, operands.alpha, operands.c, at,
                    operands.product.cStride());
        }
    }
}
