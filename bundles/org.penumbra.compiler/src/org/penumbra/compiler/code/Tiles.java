package org.penumbra.compiler.code;

/**
 * A data matrix as tiles of 64 rows, column after column inside of a tile, and the two products with it that a
 * regression needs. Sums over columns are chains of fused multiplications and additions in the order of the columns,
 * sums over rows go to {@link Lanes}: vector code does the same with eight rows at a time.
 */
final class Tiles {

    static final int ROWS = 64;

    private Tiles() {
    }

    /** The rows of a tile stand together; those that are missing in the last one are 0. */
    static double[] of(double[] values, int start, int rows, int rowStride, int columns, int columnStride) {
        int count = (rows + ROWS - 1) / ROWS;
        double[] tiles = new double[Math.multiplyExact(count * columns, ROWS)];
        for (int i = 0; i < rows; i++) {
            int to = i / ROWS * ROWS * columns + i % ROWS;
            int from = start + i * rowStride;
            for (int d = 0; d < columns; d++) {
                tiles[to + d * ROWS] = values[from + d * columnStride];
            }
        }
        return tiles;
    }

    /**
     * Writes chosen rows of a column into tiles; missing rows of the last tile stay 0. Scattered rows are first copied
     * one behind the other, tile by tile: memory then delivers several at once, and the tile is made in the cache.
     *
     * @param block room for {@value #ROWS} rows
     */
    static void load(Batch.TiledRows source, int[] chosen, double[] block, double[] tiles) {
        int width = source.column().width();
        for (int first = 0; first < chosen.length; first += ROWS) {
            int count = Math.min(ROWS, chosen.length - first);
            for (int i = 0; i < count; i++) {
                source.column().read(chosen[first + i], block, i * width);
            }
            for (int d = 0; d < source.columns(); d++) {
                int to = first * source.columns() + d * ROWS;
                int from = source.start() + d * source.stride();
                for (int i = 0; i < count; i++, from += width) {
                    tiles[to + i] = block[from];
                }
            }
        }
    }

    /** For the rows of the tile that begins with row {@code first}: products[i] = sum of X[i, d] b[d]. */
    static void multiply(double[] tiles, double[] b, int columns, double[] products, int first) {
        for (int block = 0; block < ROWS; block += Lanes.COUNT) {
            multiplyEight(tiles, first * columns + block, b, columns, products, first + block);
        }
    }

    private static void multiplyEight(double[] tiles, int start, double[] b, int columns, double[] products, int at) {
        double p0 = 0;
        double p1 = 0;
        double p2 = 0;
        double p3 = 0;
        double p4 = 0;
        double p5 = 0;
        double p6 = 0;
        double p7 = 0;
        int k = start;
        for (int d = 0; d < columns; d++, k += ROWS) {
            double factor = b[d];
            p0 = Math.fma(tiles[k], factor, p0);
            p1 = Math.fma(tiles[k + 1], factor, p1);
            p2 = Math.fma(tiles[k + 2], factor, p2);
            p3 = Math.fma(tiles[k + 3], factor, p3);
            p4 = Math.fma(tiles[k + 4], factor, p4);
            p5 = Math.fma(tiles[k + 5], factor, p5);
            p6 = Math.fma(tiles[k + 6], factor, p6);
            p7 = Math.fma(tiles[k + 7], factor, p7);
        }
        products[at] = p0;
        products[at + 1] = p1;
        products[at + 2] = p2;
        products[at + 3] = p3;
        products[at + 4] = p4;
        products[at + 5] = p5;
        products[at + 6] = p6;
        products[at + 7] = p7;
    }

    /** Adds X[i, d] g[i] to the lanes of column d, for the rows of the tile that begins with row {@code first}. */
    static void accumulate(double[] tiles, double[] g, int columns, double[] lanes, int first) {
        for (int d = 0; d < columns; d++) {
            accumulateColumn(tiles, first * columns + d * ROWS, g, first, lanes, d * Lanes.COUNT);
        }
    }

    private static void accumulateColumn(double[] tiles, int start, double[] g, int first, double[] lanes, int at) {
        double s0 = lanes[at];
        double s1 = lanes[at + 1];
        double s2 = lanes[at + 2];
        double s3 = lanes[at + 3];
        double s4 = lanes[at + 4];
        double s5 = lanes[at + 5];
        double s6 = lanes[at + 6];
        double s7 = lanes[at + 7];
        for (int k = 0; k < ROWS; k += Lanes.COUNT) {
            int x = start + k;
            int y = first + k;
            s0 = Math.fma(tiles[x], g[y], s0);
            s1 = Math.fma(tiles[x + 1], g[y + 1], s1);
            s2 = Math.fma(tiles[x + 2], g[y + 2], s2);
            s3 = Math.fma(tiles[x + 3], g[y + 3], s3);
            s4 = Math.fma(tiles[x + 4], g[y + 4], s4);
            s5 = Math.fma(tiles[x + 5], g[y + 5], s5);
            s6 = Math.fma(tiles[x + 6], g[y + 6], s6);
            s7 = Math.fma(tiles[x + 7], g[y + 7], s7);
        }
        lanes[at] = s0;
        lanes[at + 1] = s1;
        lanes[at + 2] = s2;
        lanes[at + 3] = s3;
        lanes[at + 4] = s4;
        lanes[at + 5] = s5;
        lanes[at + 6] = s6;
        lanes[at + 7] = s7;
    }

    /** Adds up the lanes of every column. */
    static void total(double[] lanes, int columns, double[] sums) {
        for (int d = 0; d < columns; d++) {
            sums[d] = Lanes.total(lanes, d * Lanes.COUNT);
        }
    }
}
