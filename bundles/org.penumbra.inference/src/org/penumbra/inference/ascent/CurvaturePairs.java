package org.penumbra.inference.ascent;

import java.util.Arrays;
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
    private final double[] diagonal;
    private int oldest;
    private int count;

    /** @param capacity number of pairs that are kept, at least 1 */
    public CurvaturePairs(int dimension, int capacity) {
        this.dimension = dimension;
        this.steps = new double[capacity][dimension];
        this.changes = new double[capacity][dimension];
        this.products = new double[capacity];
        this.shares = new double[capacity];
        this.diagonal = new double[dimension];
        Arrays.fill(diagonal, 1);
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
        rescale(steps[slot], changes[slot], product, square);
        oldest = count == steps.length ? (oldest + 1) % steps.length : oldest;
        count = Math.min(count + 1, steps.length);
        return true;
    }

    /**
     * Fits the diagonal that the estimate starts from to the newest pair (Gilbert and Lemarechal 1989, formula (4.9),
     * as Pathfinder's algorithm 3 has it), so that coordinates may have scales of their own. The first pair sets all.
     */
    private void rescale(double[] s, double[] y, double product, double square) {
        if (count == 0) {
            Arrays.fill(diagonal, product / square);
        }
        double a = 0;
        double c = 0;
        for (int i = 0; i < dimension; i++) {
            a += y[i] * diagonal[i] * y[i];
            c += s[i] * s[i] / diagonal[i];
        }
        for (int i = 0; i < dimension; i++) {
            double inverse = 1 / diagonal[i];
            double share = s[i] * inverse;
            double next = 1 / (a / product * inverse + y[i] * y[i] / product - a * share * share / (product * c));
            if (next > 0 && next < Double.POSITIVE_INFINITY) {
                diagonal[i] = next;
            }
        }
    }

    /** What the estimate starts from: n positive numbers, the variances if coordinates were independent. */
    public double[] diagonal() {
        return diagonal;
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
        Arrays.fill(diagonal, 1);
    }

    /**
     * The gradient times the estimate of the inverse of the negative Hessian, by the two-loop recursion (Nocedal and
     * Wright 2006, algorithm 7.4).
     *
     * @param direction n numbers, overwritten
     */
    public void direction(double[] gradient, double[] direction) {
        System.arraycopy(gradient, 0, direction, 0, dimension);
        for (int k = count - 1; k >= 0; k--) {
            shares[k] = dot(step(k), direction) / product(k);
            addTo(direction, -shares[k], change(k));
        }
        for (int i = 0; i < dimension; i++) {
            direction[i] *= diagonal[i];
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
        state.add(count).add(diagonal);
        for (int k = 0; k < count; k++) {
            state.add(product(k)).add(step(k)).add(change(k));
        }
    }

    void restore(StateReader state) {
        oldest = 0;
        count = state.nextInt();
        state.next(diagonal);
        for (int k = 0; k < count; k++) {
            products[k] = state.next();
            state.next(steps[k]);
            state.next(changes[k]);
        }
    }
}
