package org.penumbra.inference.laplace;

import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.inference.draws.Evaluations;

/**
 * Where a climb ended, with the curvature there. L-BFGS comes near to a mode; Newton's method, which the curvature
 * makes possible, gets there to rounding.
 *
 * @param rise what the next Newton step promises, in nats; NaN when it is not known
 */
record Top(double[] x, double value, Curvature curvature, double rise) {

    private static final int NEWTON_STEPS = 10;
    /** Quadratic convergence: the step after one that promises this much changes nothing. */
    private static final double NEGLIGIBLE_RISE = 1e-13;

    static Top unknown(Climb climb, double[] scales) {
        return new Top(climb.x(), climb.value(), Curvature.unknown(scales), Double.NaN);
    }

    /** @param polish whether to go on with Newton steps where the density falls in every direction */
    static Top at(Evaluations evaluations, Climb climb, double[] scales, boolean polish) {
        Top top = of(evaluations, climb.x(), climb.value(), climb.gradient(), scales);
        for (int i = 0; polish && i < NEWTON_STEPS && top.rise > NEGLIGIBLE_RISE; i++) {
            Top next = top.newton(evaluations, scales);
            if (!(next.rise < top.rise)) {
                return top;
            }
            top = next;
        }
        return top;
    }

    private static Top of(Evaluations evaluations, double[] x, double value, double[] gradient, double[] scales) {
        Curvature curvature = Curvature.at(evaluations, x, scales);
        double[] step = curvature.step(gradient);
        double rise = 0;
        for (int i = 0; i < x.length; i++) {
            rise += 0.5 * step[i] * gradient[i];
        }
        return new Top(x, value, curvature, curvature.isPositiveDefinite() ? rise : Double.NaN);
    }

    private Top newton(Evaluations evaluations, double[] scales) {
        int n = x.length;
        double[][] gradient = new double[1][n];
        double[] values = new double[1];
        evaluations.gradients(new double[][] {x}, 1, values, gradient);
        double[] next = curvature.step(gradient[0]);
        for (int i = 0; i < n; i++) {
            next[i] += x[i];
        }
        evaluations.gradients(new double[][] {next}, 1, values, gradient);
        return of(evaluations, next, values[0], gradient[0], scales);
    }

    /** By the criterion of the climb. */
    boolean isReached() {
        return rise < Lbfgs.RISE_AT_REST;
    }
}
