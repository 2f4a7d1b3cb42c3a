package org.penumbra.guides;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.penumbra.inference.Target;

/**
 * The way up to a mode: limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.5) with a backtracking line search,
 * which never goes where the density is not finite.
 */
final class Mode {

    private static final int STEPS = 2_000;
    private static final int MEMORY = 10;
    private static final double RISE = 1e-4;
    private static final int HALVINGS = 40;
    /** Largest slope at the end, relative to the size of the log density. */
    private static final double SLOPE = 1e-8;

    private record Pair(double[] step, double[] change, double product) {
    }

    private final Target target;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private double[] x;
    private double[] gradient;
    private double value;

    private Mode(Target target, double[] start) {
        this.target = target;
        this.x = start.clone();
        this.gradient = new double[start.length];
        this.value = target.logDensityAndGradient(x, gradient);
    }

    /** The point where no step leads higher. */
    static double[] from(Target target, double[] start) {
        Mode mode = new Mode(target, start);
        for (int step = 0; step < STEPS && !mode.isFlat() && mode.climb(); step++) {
            mode.keepMemoryShort();
        }
        return mode.x;
    }

    private boolean isFlat() {
        double largest = 0;
        for (double slope : gradient) {
            largest = Math.max(largest, Math.abs(slope));
        }
        return largest < SLOPE * Math.max(1, Math.abs(value));
    }

    private void keepMemoryShort() {
        if (pairs.size() > MEMORY) {
            pairs.removeLast();
        }
    }

    /** One line search; false when it finds nothing better. */
    private boolean climb() {
        double[] direction = direction();
        double slope = dot(direction, gradient);
        double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
        double[] there = new double[x.length];
        double[] gradientThere = new double[x.length];
        for (int i = 0; i < HALVINGS; i++) {
            for (int k = 0; k < x.length; k++) {
                there[k] = x[k] + length * direction[k];
            }
            double valueThere = target.logDensityAndGradient(there, gradientThere);
            if (valueThere >= value + RISE * length * slope && isFinite(gradientThere)) {
                moveTo(there, gradientThere, valueThere);
                return true;
            }
            length /= 2;
        }
        boolean misled = !pairs.isEmpty();
        pairs.clear();
        return misled;
    }

    private static boolean isFinite(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number * 0;
        }
        return sum == 0;
    }

    private void moveTo(double[] there, double[] gradientThere, double valueThere) {
        double[] step = difference(there, x);
        double[] change = difference(gradient, gradientThere);
        double product = dot(step, change);
        if (product > 1e-12 * dot(change, change)) {
            pairs.addFirst(new Pair(step, change, product));
        }
        x = there;
        gradient = gradientThere;
        value = valueThere;
    }

    /** The two-loop recursion. */
    private double[] direction() {
        double[] direction = gradient.clone();
        double[] weights = new double[pairs.size()];
        int k = 0;
        for (Pair pair : pairs) {
            weights[k] = dot(pair.step, direction) / pair.product;
            add(direction, -weights[k++], pair.change);
        }
        if (!pairs.isEmpty()) {
            Pair newest = pairs.getFirst();
            double size = newest.product / dot(newest.change, newest.change);
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= size;
            }
        }
        for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext();) {
            Pair pair = oldest.next();
            add(direction, weights[--k] - dot(pair.change, direction) / pair.product, pair.step);
        }
        return direction;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }
}
