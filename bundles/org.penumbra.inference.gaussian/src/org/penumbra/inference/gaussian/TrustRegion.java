package org.penumbra.inference.gaussian;

import java.util.Arrays;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/**
 * Climbs the ELBO over fixed draws by Newton's method within a trust region; steps come from conjugate gradients
 * (Steihaug 1983; Nocedal and Wright 2006, algorithms 4.1 and 7.2), which need only products with the Hessian. The
 * region is a ball in units of the present standard deviations for means, and of 1 for log standard deviations.
 */
final class TrustRegion {

    /** Rests where a Newton step promises a smaller rise than this, in nats, or than rounding can show. */
    static final double RISE_AT_REST = 1e-8;
    private static final double ROUNDING = 1e-14;
    private static final double SMALLEST = 1e-10;
    private static final double LARGEST = 100;
    private static final int LARGEST_CG = 200;

    /** How an iteration went. */
    enum Outcome {
        MOVED, AT_REST, STUCK, CANCELLED
    }

    private final FixedDraws elbo;
    private final int size;
    private final double[] eta;
    private final double[] gradient;
    private final double[] units;
    private final double[] step;
    private final double[] residual;
    private final double[] direction;
    private final double[] product;
    private final double[] next;
    private final double[] nextGradient;
    private double value;
    private double radius = 1;
    private boolean atBoundary;

    TrustRegion(FixedDraws elbo, double[] eta) {
        this.elbo = elbo;
        this.size = eta.length;
        this.eta = eta.clone();
        this.gradient = new double[size];
        this.units = new double[size];
        this.step = new double[size];
        this.residual = new double[size];
        this.direction = new double[size];
        this.product = new double[size];
        this.next = new double[size];
        this.nextGradient = new double[size];
        this.value = elbo.valueAndGradient(this.eta, gradient);
    }

    /** Narrows the normals until the ELBO is defined; false when it never is. */
    boolean makeDefined() {
        for (int i = 0; i < 60 && !isDefined(value, gradient); i++) {
            for (int j = size / 2; j < size; j++) {
                eta[j] -= StrictMath.log(2);
            }
            value = elbo.valueAndGradient(eta, gradient);
        }
        return isDefined(value, gradient);
    }

    private static boolean isDefined(double value, double[] gradient) {
        boolean defined = Double.isFinite(value);
        for (double slope : gradient) {
            defined &= Double.isFinite(slope);
        }
        return defined;
    }

    Outcome iterate(Cancellation cancellation) {
        for (int i = 0; i < size / 2; i++) {
            units[i] = StrictMath.exp(eta[size / 2 + i]);
            units[size / 2 + i] = Math.sqrt(0.5);
        }
        while (radius > SMALLEST) {
            double promised = conjugateGradients(cancellation);
            if (Double.isNaN(promised)) {
                return Outcome.CANCELLED;
            }
            boolean last = !atBoundary && promised < Math.max(RISE_AT_REST, ROUNDING * Math.abs(value));
            if (tryStep(promised, last)) {
                return last ? Outcome.AT_REST : Outcome.MOVED;
            }
            if (last) {
                return Outcome.AT_REST;
            }
        }
        return Outcome.STUCK;
    }

    /** Moves if the rise is at least a tenth of what was promised; fits the radius to how well promises are kept. */
    private boolean tryStep(double promised, boolean last) {
        for (int i = 0; i < size; i++) {
            next[i] = eta[i] + units[i] * step[i];
        }
        double there = elbo.valueAndGradient(next, nextGradient);
        double kept = isDefined(there, nextGradient) ? (there - value) / promised : -1;
        boolean moves = last ? there >= value : kept > 0.1;
        if (kept < 0.25) {
            radius = 0.25 * Math.min(radius, Math.sqrt(dot(step, step)));
        } else if (kept > 0.75 && atBoundary) {
            radius = Math.min(2.5 * radius, LARGEST);
        }
        if (moves) {
            System.arraycopy(next, 0, eta, 0, size);
            System.arraycopy(nextGradient, 0, gradient, 0, size);
            value = there;
        }
        return moves;
    }

    /** @return the promised rise; NaN when cancelled */
    private double conjugateGradients(Cancellation cancellation) {
        Arrays.fill(step, 0);
        atBoundary = false;
        for (int i = 0; i < size; i++) {
            residual[i] = units[i] * gradient[i];
        }
        System.arraycopy(residual, 0, direction, 0, size);
        double square = dot(residual, residual);
        double enough = square * Math.min(0.01, square);
        double promised = 0;
        for (int k = 0; k < LARGEST_CG && square > enough && square > 0; k++) {
            if (k > 0 && cancellation.isCancelled()) {
                return Double.NaN;
            }
            multiply();
            double bend = dot(direction, product);
            double length = square / bend;
            double edge = toBoundary();
            if (!(bend > 0) || length >= edge) {
                atBoundary = true;
                add(edge);
                return promised + edge * square - 0.5 * edge * edge * (Double.isNaN(bend) ? 0 : bend);
            }
            add(length);
            promised += 0.5 * length * square;
            square = next(length, square);
        }
        return promised;
    }

    private void add(double length) {
        for (int i = 0; i < size; i++) {
            step[i] += length * direction[i];
        }
    }

    private double next(double length, double square) {
        for (int i = 0; i < size; i++) {
            residual[i] -= length * product[i];
        }
        double left = dot(residual, residual);
        for (int i = 0; i < size; i++) {
            direction[i] = residual[i] + left / square * direction[i];
        }
        return left;
    }

    private void multiply() {
        for (int i = 0; i < size; i++) {
            next[i] = units[i] * direction[i];
        }
        elbo.curvature(eta, next, product);
        for (int i = 0; i < size; i++) {
            product[i] *= units[i];
        }
    }

    /** How far along the direction the region ends: the positive root of |step + t direction| = radius. */
    private double toBoundary() {
        double a = dot(direction, direction);
        double b = dot(step, direction);
        double c = dot(step, step) - radius * radius;
        return (Math.sqrt(Math.max(b * b - a * c, 0)) - b) / a;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** n means, then n log standard deviations; not to be changed. */
    double[] eta() {
        return eta;
    }

    double value() {
        return value;
    }

    void save(StateWriter state) {
        state.add(radius).add(eta);
    }

    void restore(StateReader state) {
        radius = state.next();
        state.next(eta);
        value = elbo.valueAndGradient(eta, gradient);
    }
}
