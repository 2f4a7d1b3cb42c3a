package org.penumbra.compiler;

import java.util.Arrays;

/** Where the rows of a column are kept: in memory, or in a file that is larger. May be read by several threads. */
public interface RowSource {

    /** Numbers in each row. */
    int width();

    /** Whether no number is infinite or missing. */
    boolean isFinite();

    /**
     * Copies a row.
     *
     * @param row counted from 0
     * @param to where {@link #width()} numbers are written from {@code at} on
     */
    void read(int row, double[] to, int at);

    /** Rows that stand one behind the other. */
    static RowSource of(double[] values, int width) {
        boolean finite = Arrays.stream(values).allMatch(Double::isFinite);
        return new RowSource() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public boolean isFinite() {
                return finite;
            }

            @Override
            public void read(int row, double[] to, int at) {
                System.arraycopy(values, row * width, to, at, width);
            }
        };
    }
}
