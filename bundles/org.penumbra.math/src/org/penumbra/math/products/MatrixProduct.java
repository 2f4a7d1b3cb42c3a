package org.penumbra.math.products;

import java.util.Objects;

/**
 * The shape of C = alpha op(A) op(B) + beta C, and where rows lie. Matrices lie by rows: row i of A starts
 * {@code i * aStride} numbers behind its first row. Two with equal components are one shape, so that a layer makes its
 * own once.
 *
 * @param rows of op(A) and C, at least 0
 * @param columns of op(B) and C, at least 0
 * @param inner columns of op(A), rows of op(B), at least 0
 * @param isATransposed whether A lies as {@code inner} rows of {@code rows} numbers
 * @param isBTransposed whether B lies as {@code columns} rows of {@code inner} numbers
 * @param aStride from one row of A, as it lies, to the next; at least the length of a row
 * @param bStride the same for B
 * @param cStride the same for C
 * @param precision of the sums
 */
public record MatrixProduct(int rows, int columns, int inner, boolean isATransposed, boolean isBTransposed, int aStride,
        int bStride, int cStride, Precision precision) {

    /** Over so many products in a row one sum runs, at most, before it is added to C. */
    public static final int BLOCK = 400;

    /** @throws IllegalArgumentException for a negative size, or a stride shorter than a row */
    public MatrixProduct {
        Objects.requireNonNull(precision);
        requireAtLeast(0, Math.min(rows, Math.min(columns, inner)), "sizes");
        requireAtLeast(isATransposed ? rows : inner, aStride, "stride of A");
        requireAtLeast(isBTransposed ? inner : columns, bStride, "stride of B");
        requireAtLeast(columns, cStride, "stride of C");
    }

    /** A B, without gaps between rows. */
    public static MatrixProduct of(int rows, int columns, int inner, Precision precision) {
        return new MatrixProduct(rows, columns, inner, false, false, inner, columns, columns, precision);
    }

    /** A' B, without gaps between rows: A lies as {@code inner} rows of {@code rows} numbers. */
    public static MatrixProduct ofTransposedA(int rows, int columns, int inner, Precision precision) {
        return new MatrixProduct(rows, columns, inner, true, false, rows, columns, columns, precision);
    }

    /** A B', without gaps between rows: B lies as {@code columns} rows of {@code inner} numbers. */
    public static MatrixProduct ofTransposedB(int rows, int columns, int inner, Precision precision) {
        return new MatrixProduct(rows, columns, inner, false, true, inner, inner, columns, precision);
    }

    /** The same with other distances from row to row. */
    public MatrixProduct withStrides(int a, int b, int c) {
        return new MatrixProduct(rows, columns, inner, isATransposed, isBTransposed, a, b, c, precision);
    }

    /**
     * Over how many products in a row one sum runs: the inner index is cut into as few blocks as can be, of the same
     * length but for the last. 0 when there is nothing to sum.
     */
    public int block() {
        int blocks = (inner + BLOCK - 1) / BLOCK;
        return blocks == 0 ? 0 : (inner + blocks - 1) / blocks;
    }

    /** How many products of two numbers it takes. */
    public long work() {
        return (long) rows * columns * inner;
    }

    /** From element (i, k) of op(A) to (i + 1, k). */
    int aRow() {
        return isATransposed ? 1 : aStride;
    }

    /** From element (i, k) of op(A) to (i, k + 1). */
    int aInner() {
        return isATransposed ? aStride : 1;
    }

    /** From element (k, j) of op(B) to (k + 1, j). */
    int bInner() {
        return isBTransposed ? 1 : bStride;
    }

    /** From element (k, j) of op(B) to (k, j + 1). */
    int bColumn() {
        return isBTransposed ? bStride : 1;
    }

    private static void requireAtLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + ": at least " + least + " is expected, found " + value);
        }
    }
}
