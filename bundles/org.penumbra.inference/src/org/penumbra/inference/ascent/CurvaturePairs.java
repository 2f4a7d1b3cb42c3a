package org.penumbra.inference.ascent;

import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/**
 * The latest steps s and what they changed of the (negative) gradient, y: what limited-memory BFGS knows of the
 * curvature of a function that it climbs (Nocedal 1980). Pairs are numbered from the oldest, 0.
 */
public final class CurvaturePairs {

    /** A pair with less curvature than this share of |y|^2 would make the estimate ill-conditioned. */
    private static final double LEAST_CURVATURE = 1e-12;

    private final int dimension;
    private final double[][] steps;
    private final double[][] changes;
    private final double[] products;
    private final double[] shares;
    private int oldest;
    private int count;

    /** @param capacity number of pairs that are kept, at least 1 */
    public CurvaturePairs(int dimension, int capacity) {
        this.dimension = dimension;
        this.steps = new double[capacity][dimension];
        this.changes = new double[capacity][dimension];
        this.products = new double[capacity];
        this.shares = new double[capacity];
    }

    /**
     * Adds the pair of a move, replacing the oldest when there is no room, unless its curvature is not positive.
     *
     * @return whether it was added
     */
    boolean add(double[] x, double[] gradient, double[] newX, double[] newGradient) {
        int slot = (oldest + count) % steps.length;
        double product = 0;
        double square = 0;
        for (int i = 0; i < dimension; i++) {
            double s = newX[i] - x[i];
            double y = gradient[i] - newGradient[i];
            product += s * y;
            square += y * y;
        }
        if (!(product > LEAST_CURVATURE * square) || !Double.isFinite(square)) {
            return false;
        }
        for (int i = 0; i < dimension; i++) {
            steps[slot][i] = newX[i] - x[i];
            changes[slot][i] = gradient[i] - newGradient[i];
        }
        products[slot] = product;
        oldest = count == steps.length ? (oldest + 1) % steps.length : oldest;
        count = Math.min(count + 1, steps.length);
        return true;
    }

    /** How many there are now. */
    public int count() {
        return count;
    }

    /** The step of pair k: n numbers, not to be changed. */
    public double[] step(int k) {
        return steps[slot(k)];
    }

    /** By how much the gradient fell over step k: n numbers, not to be changed. */
    public double[] change(int k) {
        return changes[slot(k)];
    }

    /** The inner product of step and change of pair k, positive. */
    public double product(int k) {
        return products[slot(k)];
    }

    private int slot(int k) {
        return (oldest + k) % steps.length;
    }

    void clear() {
        count = 0;
    }

    /**
     * The gradient times the estimate of the inverse of the negative Hessian, by the two-loop recursion (Nocedal and
     * Wright 2006, algorithm 7.4).
     *
     * @param direction n numbers, overwritten
     */
    void direction(double[] gradient, double[] direction) {
        System.arraycopy(gradient, 0, direction, 0, dimension);
        for (int k = count - 1; k >= 0; k--) {
            shares[k] = dot(step(k), direction) / product(k);
            addTo(direction, -shares[k], change(k));
        }
        double scale = count == 0 ? 1 : product(count - 1) / dot(change(count - 1), change(count - 1));
        for (int i = 0; i < dimension; i++) {
            direction[i] *= scale;
        }
        for (int k = 0; k < count; k++) {
            double back = dot(change(k), direction) / product(k);
            addTo(direction, shares[k] - back, step(k));
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addTo(double[] a, double factor, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += factor * b[i];
        }
    }

    void save(StateWriter state) {
        state.add(count);
        for (int k = 0; k < count; k++) {
            state.add(product(k)).add(step(k)).add(change(k));
        }
    }

    void restore(StateReader state) {
        oldest = 0;
        count = state.nextInt();
        for (int k = 0; k < count; k++) {
            products[k] = state.next();
            state.next(steps[k]);
            state.next(changes[k]);
        }
    }
}
