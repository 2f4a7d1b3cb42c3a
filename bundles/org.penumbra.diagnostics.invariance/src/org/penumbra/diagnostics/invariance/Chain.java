package org.penumbra.diagnostics.invariance;

import org.penumbra.inference.Target;
import org.penumbra.math.AffineMap;
import org.penumbra.math.RandomStream;

/** Hamiltonian Monte Carlo in whitened coordinates (Neal 2011, section 3.2), one trajectory after another. */
final class Chain {

    private final Target target;
    private final AffineMap whitening;
    private final double[] x;
    private final double[] gradient;
    private final double[] z;
    private final double[] slope;
    private final double[] momentum;
    private final double[] proposed;
    private final double[] proposedSlope;
    private double logDensity;
    private double acceptance;

    Chain(Target target, AffineMap whitening) {
        int n = target.dimension();
        this.target = target;
        this.whitening = whitening;
        this.x = new double[n];
        this.gradient = new double[n];
        this.z = new double[n];
        this.slope = new double[n];
        this.momentum = new double[n];
        this.proposed = new double[n];
        this.proposedSlope = new double[n];
    }

    /** Begins at a point in free coordinates. */
    void start(double[] point) {
        whitening.fromPoint(point, z);
        logDensity = evaluate(z, slope);
        acceptance = 0;
    }

    /** Sum of the acceptance probabilities since {@link #start}. */
    double acceptance() {
        return acceptance;
    }

    void point(double[] into) {
        whitening.toPoint(z, into);
    }

    private double evaluate(double[] at, double[] slopeThere) {
        whitening.toPoint(at, x);
        double value = target.logDensityAndGradient(x, gradient);
        whitening.pullBack(gradient, slopeThere);
        return value;
    }

    /** One trajectory; the step size is jittered by up to a fifth, so that no period is hit. */
    void move(double stepSize, int steps, RandomStream random) {
        double energy = -logDensity;
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] = random.nextGaussian();
            energy += 0.5 * momentum[i] * momentum[i];
        }
        double step = stepSize * (0.8 + 0.4 * random.nextDouble());
        double uniform = random.nextDouble();
        double value = leapfrog(step, steps);
        double change = -value - energy;
        for (double p : momentum) {
            change += 0.5 * p * p;
        }
        double probability = Double.isFinite(value) ? Math.min(1, StrictMath.exp(-change)) : 0;
        if (Double.isNaN(probability)) {
            probability = 0;
        }
        acceptance += probability;
        if (uniform < probability) {
            System.arraycopy(proposed, 0, z, 0, z.length);
            System.arraycopy(proposedSlope, 0, slope, 0, slope.length);
            logDensity = value;
        }
    }

    private double leapfrog(double step, int steps) {
        System.arraycopy(z, 0, proposed, 0, z.length);
        System.arraycopy(slope, 0, proposedSlope, 0, slope.length);
        double value = Double.NaN;
        kick(0.5 * step);
        for (int s = 1; s <= steps; s++) {
            for (int i = 0; i < proposed.length; i++) {
                proposed[i] += step * momentum[i];
            }
            value = evaluate(proposed, proposedSlope);
            if (!Double.isFinite(value)) {
                return Double.NaN;
            }
            kick(s == steps ? 0.5 * step : step);
        }
        return value;
    }

    private void kick(double step) {
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] += step * proposedSlope[i];
        }
    }
}
