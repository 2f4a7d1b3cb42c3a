package org.penumbra.math.products;

/**
 * Products of panels in vector registers. A panel of A holds, for one k after the other, {@link #rows} numbers; a panel
 * of B {@link #vectors} registers full. A tile is a product of two panels, or of the first row or first registers of
 * them: few shapes, because each has to be compiled before it is fast.
 */
interface Tiles {

    /** Most rows of a tile. */
    int rows();

    /** Most registers in a row of a tile. */
    int vectors();

    /** Numbers of 64 bits in a register. */
    int width();

    /** c = fma(alpha, s, 0) for a tile that starts at {@code cAt}; s sums {@code depth} products. */
    void store(int shape, int depth, double[] a, int aAt, double[] b, int bAt, int bStep, double alpha, double[] c,
            int cAt, int cStride);

    /** c = fma(alpha, s, c). */
    void add(int shape, int depth, double[] a, int aAt, double[] b, int bAt, int bStep, double alpha, double[] c,
            int cAt, int cStride);

    /** As {@link #store}, with s in 32 bits. */
    void store(int shape, int depth, float[] a, int aAt, float[] b, int bAt, int bStep, double alpha, double[] c,
            int cAt, int cStride);

    /** As {@link #add}, with s in 32 bits. */
    void add(int shape, int depth, float[] a, int aAt, float[] b, int bAt, int bStep, double alpha, double[] c,
            int cAt, int cStride);

    /**
     * Copies rows of {@code registers} times {@link #width} numbers.
     *
     * @param step from one row to the next in {@code to}
     */
    void copy(int registers, int depth, double[] from, int fromAt, int stride, double[] to, int toAt, int step);

    /** The same, rounding to 32 bits. */
    void copy(int registers, int depth, double[] from, int fromAt, int stride, float[] to, int toAt, int step);

    /** What {@code shape} is for a tile of one row, or all, and some registers. */
    default int shape(boolean isOneRow, int registers) {
        return (isOneRow ? 0 : vectors()) + registers - 1;
    }
}
