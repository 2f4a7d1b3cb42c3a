package org.penumbra.inference.particles;

import java.util.Arrays;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * One chain of annealed importance sampling with leapfrog steps that are never refused (Zhang, Hsu, Li, Finn and Grosse
 * 2021, algorithm 1; Geffner and Domke 2021), and its derivative by going backwards. For each of K temperatures: half a
 * step of the position, a step of the momentum along beta grad log p + (1 - beta) grad log q0, half a step of the
 * position, then a partial refreshment of the momentum, v = eta v' + sqrt(1 - eta^2) noise. The log weight
 *
 * <pre>log p(x_K) - log q0(x_0) + sum_k log N(v'_k; 0, 1) - log N(v_k; 0, 1)</pre>
 *
 * is a lower bound of the log evidence in the mean, and its exponential is the evidence in the mean. Going backwards
 * takes one product with the Hessian of log p for each step, by central differences of the gradient.
 */
final class AnnealedPath {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);
    /** Of differences along a direction, in standard deviations of the base. */
    private static final double STEP = 1e-4;

    private final Target target;
    private final AnnealedParameters p;
    private final int n;
    private final int steps;
    private final double[] noise;
    private final double[][] fresh;
    private final double[][] before;
    private final double[][] after;
    private final double[][] middle;
    private final double[][] slopes;
    private final double[] x;
    private final double[] endSlope;
    private final double[] towards;
    private final double[] carried;
    private final double[] pull;
    private final double[] momentum;
    private final double[] up;
    private final double[] down;
    private final double[] moved;
    private final double[] start;
    private double endLogP;

    AnnealedPath(Target target, AnnealedParameters parameters) {
        this.target = target;
        this.p = parameters;
        this.n = parameters.n;
        this.steps = parameters.steps;
        this.noise = new double[n];
        this.fresh = new double[steps][n];
        this.before = new double[steps][n];
        this.after = new double[steps][n];
        this.middle = new double[steps][n];
        this.slopes = new double[steps][n];
        this.x = new double[n];
        this.endSlope = new double[n];
        this.towards = new double[n];
        this.carried = new double[n];
        this.pull = new double[n];
        this.momentum = new double[n];
        this.up = new double[n];
        this.down = new double[n];
        this.moved = new double[n];
        this.start = new double[n];
    }

    void draw(RandomStream random) {
        for (int i = 0; i < n; i++) {
            noise[i] = random.nextGaussian();
        }
        for (double[] row : fresh) {
            for (int i = 0; i < n; i++) {
                row[i] = random.nextGaussian();
            }
        }
    }

    /** Runs the chain on the noise drawn; gives the log weight. */
    double run() {
        double logWeight = n * HALF_LOG_TWO_PI;
        for (int i = 0; i < n; i++) {
            x[i] = p.location(i) + p.scale(i) * noise[i];
            start[i] = x[i];
            logWeight += p.logScale(i) + 0.5 * noise[i] * noise[i];
        }
        double keep = p.persistence();
        double renew = Math.sqrt(1 - keep * keep);
        for (int k = 0; k < steps; k++) {
            for (int i = 0; i < n; i++) {
                before[k][i] = k == 0 ? fresh[0][i] : keep * after[k - 1][i] + renew * fresh[k][i];
                middle[k][i] = x[i] + 0.5 * p.step(i) * before[k][i];
            }
            target.logDensityAndGradient(middle[k], slopes[k]);
            double beta = p.beta(k);
            for (int i = 0; i < n; i++) {
                double slope = beta * slopes[k][i] + (1 - beta) * baseSlope(k, i);
                after[k][i] = before[k][i] + p.step(i) * slope;
                x[i] = middle[k][i] + 0.5 * p.step(i) * after[k][i];
                logWeight += 0.5 * (before[k][i] * before[k][i] - after[k][i] * after[k][i]);
            }
        }
        endLogP = target.logDensityAndGradient(x, endSlope);
        return logWeight + endLogP;
    }

    private double baseSlope(int k, int i) {
        return (p.location(i) - middle[k][i]) / (p.scale(i) * p.scale(i));
    }

    /** Where the latest run ended. */
    double[] end() {
        return x;
    }

    /** log p there. */
    double endLogP() {
        return endLogP;
    }

    /** Where it began, a draw from the base. */
    double[] start() {
        return start;
    }

    /** log q0 there. */
    double startLogQ() {
        double logQ = -n * HALF_LOG_TWO_PI;
        for (int i = 0; i < n; i++) {
            logQ -= p.logScale(i) + 0.5 * noise[i] * noise[i];
        }
        return logQ;
    }

    /**
     * The gradient of the latest log weight.
     *
     * @param gradient as {@link AnnealedParameters#values()}, overwritten
     */
    void backward(double[] gradient) {
        Arrays.fill(gradient, 0);
        System.arraycopy(endSlope, 0, towards, 0, n);
        Arrays.fill(carried, 0);
        for (int k = steps - 1; k >= 0; k--) {
            refreshment(k, gradient);
            leapfrog(k, gradient);
        }
        for (int i = 0; i < n; i++) {
            gradient[p.locationAt(i)] += towards[i];
            gradient[p.scaleAt(i)] += 1 + towards[i] * p.scale(i) * noise[i];
        }
        p.finish(gradient);
    }

    /** From the adjoint of the refreshed momentum to that of the momentum after step k. */
    private void refreshment(int k, double[] gradient) {
        double keep = p.persistence();
        double renew = Math.sqrt(1 - keep * keep);
        for (int i = 0; i < n; i++) {
            if (k < steps - 1) {
                gradient[p.persistenceAt()] += carried[i] * (after[k][i] - keep / renew * fresh[k + 1][i]);
            }
            momentum[i] = keep * carried[i] - after[k][i] + 0.5 * p.step(i) * towards[i];
            gradient[p.stepAt(i)] += 0.5 * p.step(i) * towards[i] * after[k][i];
        }
    }

    private void leapfrog(int k, double[] gradient) {
        double beta = p.beta(k);
        for (int i = 0; i < n; i++) {
            double base = baseSlope(k, i);
            double precision = 1 / (p.scale(i) * p.scale(i));
            pull[i] = p.step(i) * momentum[i];
            gradient[p.stepAt(i)] += pull[i] * (beta * slopes[k][i] + (1 - beta) * base);
            gradient[p.betaAt(k)] += pull[i] * (slopes[k][i] - base);
            gradient[p.locationAt(i)] += (1 - beta) * pull[i] * precision;
            gradient[p.scaleAt(i)] -= 2 * (1 - beta) * pull[i] * base;
            towards[i] -= (1 - beta) * pull[i] * precision;
        }
        addCurvature(k, beta);
        for (int i = 0; i < n; i++) {
            gradient[p.stepAt(i)] += 0.5 * p.step(i) * towards[i] * before[k][i];
            carried[i] = momentum[i] + 0.5 * p.step(i) * towards[i] + before[k][i];
        }
    }

    /** towards += beta H pull. */
    private void addCurvature(int k, double beta) {
        double length = 0;
        for (int i = 0; i < n; i++) {
            length = Math.max(length, Math.abs(pull[i]) / p.scale(i));
        }
        if (length == 0) {
            return;
        }
        double h = STEP / length;
        difference(k, h, up);
        difference(k, -h, down);
        for (int i = 0; i < n; i++) {
            towards[i] += beta * (up[i] - down[i]) / (2 * h);
        }
    }

    private void difference(int k, double h, double[] slope) {
        for (int i = 0; i < n; i++) {
            moved[i] = middle[k][i] + h * pull[i];
        }
        target.logDensityAndGradient(moved, slope);
    }
}
