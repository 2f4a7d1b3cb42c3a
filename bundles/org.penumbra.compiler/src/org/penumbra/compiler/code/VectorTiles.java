package org.penumbra.compiler.code;

/**
 * The parts of {@link VectorLoops} that are whole vectors: {@code vectors} of them side by side, in {@code rows} rows.
 * Generated, because the Vector API is not there when this is compiled.
 */
interface VectorTiles {

    /** Tiles of a product, by the method that computes them. */
    enum Shape {
        FOUR_BY_TWO(4, 2), FOUR_BY_ONE(4, 1), ONE_BY_TWO(1, 2), ONE_BY_ONE(1, 1);

        private final int rows;
        private final int vectors;

        Shape(int rows, int vectors) {
            this.rows = rows;
            this.vectors = vectors;
        }

        int rows() {
            return rows;
        }

        int vectors() {
            return vectors;
        }

        String method() {
            return (rows == 4 ? "four" : "one") + (vectors == 2 ? "ByTwo" : "ByOne");
        }
    }

    /** See {@link org.penumbra.expression.function.InnerLoops#subtractProduct}. */
    void fourByTwo(int inner, double[] c, int cAt, int cStride, double[] f, int fAt, int fRow, int fColumn, double[] x,
            int xAt, int xStride);

    /** The same for one vector of each of four rows. */
    void fourByOne(int inner, double[] c, int cAt, int cStride, double[] f, int fAt, int fRow, int fColumn, double[] x,
            int xAt, int xStride);

    /** The same for two vectors of a row. */
    void oneByTwo(int inner, double[] c, int cAt, int cStride, double[] f, int fAt, int fRow, int fColumn, double[] x,
            int xAt, int xStride);

    /** The same for one vector. */
    void oneByOne(int inner, double[] c, int cAt, int cStride, double[] f, int fAt, int fRow, int fColumn, double[] x,
            int xAt, int xStride);

    /** Adds rows of four vectors, {@code stride} from one to the next, to sums. */
    void addFour(int rows, double[] from, int at, int stride, double[] sums, int sumsAt);

    /** Adds rows of one vector. */
    void addOne(int rows, double[] from, int at, int stride, double[] sums, int sumsAt);

    /** Replaces numbers by their exponentials, whole vectors from {@code from} while it is below {@code to}. */
    void exp(double[] x, int from, int to);

    /** See {@link org.penumbra.expression.function.InnerLoops#solveTransposed}: eight rows of one vector. */
    void solve(double[] c, int cAt, int cStride, double[] u, int uAt, int uStride, double[] scales, int scalesAt);
}
