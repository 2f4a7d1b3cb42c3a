package org.penumbra.compiler.code;

/**
 * How a long sum is added up, in scalar and in vector code alike: row k of the loop goes to lane k modulo 8 of eight
 * partial sums, which are added pairwise at the end. The order of additions is part of a program's meaning; it leaves
 * eight of them independent of one another, and one vector register holds them all.
 */
final class Lanes {

    static final int COUNT = 8;

    /** Rows that are worked on together: what they need of a few columns stays in the nearest cache. */
    static final int CHUNK = 256;

    /** Numbers of the lanes. */
    static final double[] IOTA = {0, 1, 2, 3, 4, 5, 6, 7};

    private Lanes() {
    }

    /**
     * Adds rows to their lanes.
     *
     * @param rows values of a chunk, whose row 0 is at {@code start}
     * @param from the first row to add, a multiple of 8
     * @param to the row after the last one
     * @param lanes partial sums, eight of them from {@code at}
     */
    static void add(double[] rows, int start, int from, int to, double[] lanes, int at) {
        int whole = to - (to - from) % COUNT;
        if (whole > from) {
            addWhole(rows, start + from, start + whole, lanes, at);
        }
        for (int k = whole; k < to; k++) {
            lanes[at + k - whole] += rows[start + k];
        }
    }

    private static void addWhole(double[] rows, int from, int to, double[] lanes, int at) {
        double a = lanes[at];
        double b = lanes[at + 1];
        double c = lanes[at + 2];
        double d = lanes[at + 3];
        double e = lanes[at + 4];
        double f = lanes[at + 5];
        double g = lanes[at + 6];
        double h = lanes[at + 7];
        for (int k = from; k < to; k += COUNT) {
            a += rows[k];
            b += rows[k + 1];
            c += rows[k + 2];
            d += rows[k + 3];
            e += rows[k + 4];
            f += rows[k + 5];
            g += rows[k + 6];
            h += rows[k + 7];
        }
        lanes[at] = a;
        lanes[at + 1] = b;
        lanes[at + 2] = c;
        lanes[at + 3] = d;
        lanes[at + 4] = e;
        lanes[at + 5] = f;
        lanes[at + 6] = g;
        lanes[at + 7] = h;
    }

    /** The sum of eight lanes, pairwise. */
    static double total(double[] lanes, int at) {
        return ((lanes[at] + lanes[at + 4]) + (lanes[at + 2] + lanes[at + 6]))
                + ((lanes[at + 1] + lanes[at + 5]) + (lanes[at + 3] + lanes[at + 7]));
    }
}
