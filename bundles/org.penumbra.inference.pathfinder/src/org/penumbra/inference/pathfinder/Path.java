package org.penumbra.inference.pathfinder;

import org.penumbra.core.Cancellation;
import org.penumbra.core.Workers;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.inference.ascent.NegativeHessian;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.RandomStream;

/**
 * One climb, and the normal along it with the highest ELBO (Zhang et al. 2022, algorithm 1). The ELBOs of all iterates
 * are taken over the same noise, so that they differ by what they estimate rather than by chance.
 */
final class Path {

    /** The Hessian takes two to four gradients for each coordinate. */
    static final int LARGEST_EXACT = 100;

    /** How a path stands. */
    enum State {
        CLIMBING, AT_REST, STUCK
    }

    private final Target target;
    private final Lbfgs lbfgs;
    private final double[][] noise;
    private final double[] x;
    private LowRankFit trial;
    private LowRankFit best;
    private double bestElbo = Double.NEGATIVE_INFINITY;
    private State state = State.CLIMBING;

    /**
     * @param scales of the normal that stands for a path that has seen nothing yet
     * @param draws for each ELBO
     */
    Path(Target target, double[] start, double[] scales, int history, int draws, RandomStream random) {
        int n = start.length;
        this.target = target;
        this.lbfgs = new Lbfgs(target::logDensityAndGradient, start, history);
        this.noise = new double[draws][n];
        for (double[] row : noise) {
            for (int i = 0; i < n; i++) {
                row[i] = random.nextGaussian();
            }
        }
        this.x = new double[n];
        this.trial = new LowRankFit(n, history);
        this.best = new LowRankFit(n, history);
        best.setIndependent(start, scales);
    }

    /** So many iterations, unless the path ends or is cancelled. */
    void advance(long iterations, Cancellation cancellation) {
        for (long i = 0; i < iterations && state == State.CLIMBING && !cancellation.isCancelled(); i++) {
            switch (lbfgs.step()) {
                case MOVED -> look();
                case AT_REST -> rest();
                case STUCK -> state = State.STUCK;
            }
        }
    }

    /** At the mode the curvature itself can be had, in few dimensions for next to nothing; it takes part as well. */
    private void rest() {
        state = State.AT_REST;
        if (x.length <= LARGEST_EXACT) {
            double[][] precision = new double[x.length][x.length];
            new NegativeHessian(new Evaluations(target, Workers.SEQUENTIAL), x.length).at(lbfgs.x(), precision);
            if (trial.fit(lbfgs, precision)) {
                compare();
            }
        }
    }

    private void look() {
        if (lbfgs.pairs().count() > 0 && trial.fit(lbfgs)) {
            compare();
        }
    }

    private void compare() {
        double elbo = elbo();
        if (elbo > bestElbo) {
            LowRankFit worse = best;
            best = trial;
            trial = worse;
            bestElbo = elbo;
        }
    }

    /** NaN or minus infinity when a draw falls where the target is not defined. */
    private double elbo() {
        Component component = trial.component(new double[2 * x.length], 0);
        double sum = 0;
        for (double[] row : noise) {
            component.transform(row, x);
            sum += target.logDensity(x) - component.logDensity(x);
        }
        return sum / noise.length;
    }

    State state() {
        return state;
    }

    LowRankFit best() {
        return best;
    }

    /** Minus infinity when no iterate had one. */
    double bestElbo() {
        return bestElbo;
    }

    long iterations() {
        return lbfgs.iterations();
    }

    void save(StateWriter writer) {
        writer.add(state.ordinal()).add(bestElbo);
        best.save(writer);
        lbfgs.save(writer);
    }

    void restore(StateReader reader) {
        state = State.values()[reader.nextInt()];
        bestElbo = reader.next();
        best.restore(reader);
        lbfgs.restore(reader);
    }
}
