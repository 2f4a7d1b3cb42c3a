package org.penumbra.layers;

/** Rows that start as biases, so that sums are added to them. */
final class Biases {

    private Biases() {
    }

    /**
     * Writes the same numbers into each row of a matrix without gaps.
     *
     * @param columns length of a row
     * @param from the numbers, from {@code at}
     * @param into the matrix, from {@code start}
     */
    static void fill(int rows, int columns, double[] from, int at, double[] into, int start) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, at, into, start + row * columns, columns);
        }
    }
}
