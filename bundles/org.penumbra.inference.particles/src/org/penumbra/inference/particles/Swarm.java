package org.penumbra.inference.particles;

import java.util.Arrays;
import org.penumbra.core.Workers;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/**
 * The particles of SVGD (Liu and Wang 2016, algorithm 1). A particle moves along the kernel-weighted mean of all
 * gradients plus the slope of the kernel, which keeps particles apart; the sum of its kernel weights divides both,
 * which leaves the place of rest alone and makes one step length right for any number of particles.
 */
final class Swarm {

    private static final double LONGER = 1.05;
    private static final double SHORTER = 0.5;
    private static final int PIECES = 32;

    final int m;
    final int n;
    final double[][] x;
    final double[][] gradients;
    final double[] logP;
    final Metric metric;
    private final Workers workers;
    private final SteinKernel kernel;
    private final double longestStep;
    final Evaluations evaluations;
    private final double[][] y;
    private final double[][] h;
    private final double[][] moves;
    private final double[][] lastMoves;
    private final double[][] proposed;
    private final double[][] proposedGradients;
    private final double[] proposedLogP;
    private final double[] distances;
    private double step;

    Swarm(Target target, double[][] start, Svgd.Options options, Workers workers) {
        this.m = start.length;
        this.n = start[0].length;
        this.x = start;
        this.workers = workers;
        this.kernel = options.kernel();
        this.longestStep = options.step();
        this.step = options.step();
        this.metric = new Metric(options.metric().kind(), n);
        this.evaluations = new Evaluations(target, workers);
        this.gradients = new double[m][n];
        this.logP = new double[m];
        this.y = new double[m][n];
        this.h = new double[m][n];
        this.moves = new double[m][n];
        this.lastMoves = new double[m][n];
        this.proposed = new double[m][n];
        this.proposedGradients = new double[m][n];
        this.proposedLogP = new double[m];
        this.distances = new double[m * (m - 1) / 2];
    }

    void evaluate() {
        evaluations.gradients(x, m, logP, gradients);
    }

    void refreshMetric() {
        metric.refresh(evaluations, x, gradients);
        for (double[] row : lastMoves) {
            Arrays.fill(row, 0);
        }
    }

    /** @return the root mean square, over particles and coordinates, of the direction, in units of the metric */
    double iterate() {
        for (int i = 0; i < m; i++) {
            metric.toMetric(x[i], y[i]);
            metric.gradientToMetric(gradients[i], h[i]);
        }
        double bandwidth = bandwidth();
        workers.run(Math.min(PIECES, m), piece -> {
            for (int i = piece; i < m; i += PIECES) {
                direct(i, bandwidth);
            }
        });
        double square = 0;
        for (double[] move : moves) {
            square += squareOf(move);
        }
        adapt();
        propose();
        accept();
        return Math.sqrt(square / ((double) m * n));
    }

    /** The median of squared distances over log(m + 1), so that about all others together weigh as much as oneself. */
    private double bandwidth() {
        int count = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < i; j++) {
                distances[count++] = distance(y[i], y[j]);
            }
        }
        Arrays.sort(distances);
        double median = distances[distances.length / 2];
        return median > 0 ? median / StrictMath.log(m + 1.0) : 1;
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private void direct(int i, double bandwidth) {
        double[] move = moves[i];
        Arrays.fill(move, 0);
        double weights = 0;
        for (int j = 0; j < m; j++) {
            double r = distance(y[i], y[j]) / bandwidth;
            double weight = kernel.value(r);
            double apart = 2 * kernel.slope(r) / bandwidth;
            weights += weight;
            for (int k = 0; k < n; k++) {
                move[k] += weight * h[j][k] + apart * (y[j][k] - y[i][k]);
            }
        }
        for (int k = 0; k < n; k++) {
            move[k] /= weights;
        }
    }

    private static double squareOf(double[] a) {
        double sum = 0;
        for (double each : a) {
            sum += each * each;
        }
        return sum;
    }

    /** Longer steps as long as moves go on in the same direction, shorter ones when they turn back. */
    private void adapt() {
        double along = 0;
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < n; k++) {
                along += moves[i][k] * lastMoves[i][k];
            }
            System.arraycopy(moves[i], 0, lastMoves[i], 0, n);
        }
        step = along < 0 ? step * SHORTER : Math.min(longestStep, step * LONGER);
    }

    private void propose() {
        double longest = Math.sqrt(n);
        for (int i = 0; i < m; i++) {
            double length = step * Math.sqrt(squareOf(moves[i]));
            double factor = length > longest ? step * longest / length : step;
            for (int k = 0; k < n; k++) {
                moves[i][k] *= factor;
            }
            metric.moveFromMetric(moves[i]);
            for (int k = 0; k < n; k++) {
                proposed[i][k] = x[i][k] + moves[i][k];
            }
        }
    }

    /** A particle that would land where the density is not defined stays where it is. */
    private void accept() {
        evaluations.gradients(proposed, m, proposedLogP, proposedGradients);
        for (int i = 0; i < m; i++) {
            if (isDefined(proposedLogP[i], proposedGradients[i])) {
                System.arraycopy(proposed[i], 0, x[i], 0, n);
                System.arraycopy(proposedGradients[i], 0, gradients[i], 0, n);
                logP[i] = proposedLogP[i];
            }
        }
    }

    static boolean isDefined(double value, double[] gradient) {
        boolean defined = Double.isFinite(value);
        for (double slope : gradient) {
            defined &= Double.isFinite(slope);
        }
        return defined;
    }

    void save(StateWriter state) {
        state.add(step).add(x).add(lastMoves);
        metric.save(state);
    }

    void restore(StateReader state) {
        step = state.next();
        state.next(x);
        state.next(lastMoves);
        metric.restore(state);
    }
}
