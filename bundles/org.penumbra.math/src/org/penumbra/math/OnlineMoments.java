package org.penumbra.math;

/**
 * Means and variances of a vector that arrives one value at a time (Welford 1962), in constant memory and without
 * allocation.
 */
public final class OnlineMoments {

    private final double[] means;
    private final double[] squares;
    private long count;

    /** @param size length of the vectors, at least 1 */
    public OnlineMoments(int size) {
        this.means = new double[size];
        this.squares = new double[size];
    }

    /** @param values as many as the size; not changed */
    public void add(double[] values) {
        count++;
        double share = 1.0 / count;
        for (int i = 0; i < means.length; i++) {
            update(i, values[i], share);
        }
    }

    /** One value, where the size is 1. */
    public void add(double value) {
        count++;
        update(0, value, 1.0 / count);
    }

    private void update(int i, double value, double share) {
        double deviation = value - means[i];
        means[i] += deviation * share;
        squares[i] += deviation * (value - means[i]);
    }

    public int size() {
        return means.length;
    }

    /** Vectors seen so far. */
    public long count() {
        return count;
    }

    /** NaN before the first value. */
    public double mean(int i) {
        return count == 0 ? Double.NaN : means[i];
    }

    /** Unbiased (divisor n - 1); NaN before the second value. */
    public double variance(int i) {
        return count < 2 ? Double.NaN : squares[i] / (count - 1);
    }

    /** Of the mean of independent values; NaN before the second value. */
    public double standardError(int i) {
        return Math.sqrt(variance(i) / count);
    }

    /** Numbers that {@link #save} writes. */
    public int stateSize() {
        return 1 + 2 * means.length;
    }

    /**
     * Writes all that is needed to go on from here.
     *
     * @param state overwritten from {@code offset} on
     * @return the offset behind what was written
     */
    public int save(double[] state, int offset) {
        state[offset] = count;
        System.arraycopy(means, 0, state, offset + 1, means.length);
        System.arraycopy(squares, 0, state, offset + 1 + means.length, means.length);
        return offset + stateSize();
    }

    /**
     * Goes on from what {@link #save} wrote.
     *
     * @return the offset behind what was read
     */
    public int restore(double[] state, int offset) {
        count = (long) state[offset];
        System.arraycopy(state, offset + 1, means, 0, means.length);
        System.arraycopy(state, offset + 1 + means.length, squares, 0, means.length);
        return offset + stateSize();
    }
}
