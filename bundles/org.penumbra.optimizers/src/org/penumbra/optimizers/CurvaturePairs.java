package org.penumbra.optimizers;

import java.util.Arrays;

/**
 * The latest changes s of the parameters with the changes y of the slope of minus the objective, and the inverse
 * Hessian that they imply (Nocedal and Wright 2006, algorithm 7.4). State: {@code count, newest, scale}, the inner
 * products s'y, then all s and all y.
 */
final class CurvaturePairs {

    private static final int SCALARS = 3;
    private final int size;
    /** How much of the implied curvature s'Bs a pair must show at least. */
    private final double leastCurvature;
    private final double[][] s;
    private final double[][] y;
    private final double[] product;
    private final double[] alpha;
    private int count;
    private int newest = -1;
    /** gamma: the inverse Hessian without any pair is gamma times the identity. */
    private double scale = 1;

    CurvaturePairs(int size, int memory, double leastCurvature) {
        this.leastCurvature = leastCurvature;
        this.size = size;
        this.s = new double[memory][size];
        this.y = new double[memory][size];
        this.product = new double[memory];
        this.alpha = new double[memory];
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** What the next pair is written to, before {@link #add}. */
    double[] nextChange() {
        return s[(newest + 1) % s.length];
    }

    double[] nextSlopeChange() {
        return y[(newest + 1) % y.length];
    }

    /**
     * Takes in the pair that was written. Where it shows too little curvature, or a negative one, y gives way to B s
     * with B = 1 / gamma (Powell 1978, eq. 5.9 and 5.10), so that what is implied stays positive definite.
     */
    void add() {
        double[] change = nextChange();
        double[] slopes = nextSlopeChange();
        double length = dot(change, change);
        if (!(length > 0)) {
            return;
        }
        if (count == 0) {
            scale = firstScale(change, slopes, length);
        }
        damp(change, slopes, length / scale);
        double curvature = dot(change, slopes);
        double steepness = dot(slopes, slopes);
        if (curvature > 0 && curvature < Double.POSITIVE_INFINITY && steepness < Double.POSITIVE_INFINITY) {
            newest = (newest + 1) % s.length;
            count = Math.min(count + 1, s.length);
            product[newest] = curvature;
            scale = curvature / steepness;
        }
    }

    private static double firstScale(double[] change, double[] slopes, double length) {
        double curvature = Math.abs(dot(change, slopes));
        double steepness = dot(slopes, slopes);
        return curvature > 0 && steepness > 0 ? Math.max(curvature / steepness, Double.MIN_NORMAL) : length;
    }

    private void damp(double[] change, double[] slopes, double implied) {
        double curvature = dot(change, slopes);
        if (curvature < leastCurvature * implied) {
            double theta = (1 - leastCurvature) * implied / (implied - curvature);
            for (int i = 0; i < size; i++) {
                slopes[i] = theta * slopes[i] + (1 - theta) * change[i] / scale;
            }
        }
    }

    /** Multiplies by the inverse Hessian, in place. */
    void multiply(double[] direction) {
        for (int back = 0; back < count; back++) {
            int pair = pair(back);
            alpha[pair] = dot(s[pair], direction) / product[pair];
            add(direction, -alpha[pair], y[pair]);
        }
        for (int i = 0; i < size; i++) {
            direction[i] *= scale;
        }
        for (int back = count - 1; back >= 0; back--) {
            int pair = pair(back);
            double beta = dot(y[pair], direction) / product[pair];
            add(direction, alpha[pair] - beta, s[pair]);
        }
    }

    /** @param back 0 for the newest */
    private int pair(int back) {
        return Math.floorMod(newest - back, s.length);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double weight, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += weight * what[i];
        }
    }

    int stateSize() {
        return SCALARS + s.length * (1 + 2 * size);
    }

    void save(double[] state, int offset) {
        state[offset] = count;
        state[offset + 1] = newest;
        state[offset + 2] = scale;
        System.arraycopy(product, 0, state, offset + SCALARS, product.length);
        int at = offset + SCALARS + product.length;
        for (int pair = 0; pair < s.length; pair++) {
            System.arraycopy(s[pair], 0, state, at + 2 * pair * size, size);
            System.arraycopy(y[pair], 0, state, at + (2 * pair + 1) * size, size);
        }
    }

    void restore(double[] state, int offset) {
        count = (int) state[offset];
        newest = (int) state[offset + 1];
        scale = state[offset + 2];
        System.arraycopy(state, offset + SCALARS, product, 0, product.length);
        int at = offset + SCALARS + product.length;
        for (int pair = 0; pair < s.length; pair++) {
            System.arraycopy(state, at + 2 * pair * size, s[pair], 0, size);
            System.arraycopy(state, at + (2 * pair + 1) * size, y[pair], 0, size);
        }
    }

    /** Forgets all, as when the curvature has led astray. */
    void clear() {
        count = 0;
        newest = -1;
        scale = 1;
        Arrays.fill(product, 0);
    }
}
