package org.penumbra.objectives;

import java.util.function.IntConsumer;
import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.NormalGuide;
import org.penumbra.math.RandomStream;

/**
 * Draws from a guide with what guide and target say about them. The noise of all is drawn on the thread of the caller,
 * in order; the target is evaluated in lanes, each with a fork of its own; whoever sums up does so in order.
 */
final class Particles {

    /**
     * Numbers touched by all evaluations together ({@link Target#cost}) from which handing over to threads, some tens
     * of microseconds, is worth it.
     */
    static final long WORTH_HANDING_OVER = 50_000;

    /** What is done with one particle; may write to what belongs to its number only. */
    interface Piece {
        /** @param lane number of the target's lane, for work space */
        void at(Target target, int lane, int particle);
    }

    final int count;
    final int dimension;
    final double[][] noise;
    final double[][] x;
    /** The gradient of log p at each draw, where it was asked for. */
    final double[][] slope;
    final double[] logP;
    final double[] logQ;
    /** log p - log q. */
    final double[] logWeight;

    private final Guide guide;
    private final boolean transformNotesAreKept;
    private final Target[] lanes;
    private final Workers workers;
    private final IntConsumer lane = this::work;
    private final Piece density = this::density;
    private final Piece gradient = this::gradient;
    private Piece piece;
    /** The draw that the guide's notes of its latest {@link Guide#transform} are about. */
    private int noted;

    Particles(Target target, Guide guide, int count, Workers workers) {
        this.guide = guide;
        this.transformNotesAreKept = guide instanceof NormalGuide;
        this.count = count;
        this.dimension = target.dimension();
        this.workers = workers;
        this.noise = new double[count][guide.noiseSize()];
        this.x = new double[count][dimension];
        this.slope = new double[count][dimension];
        this.logP = new double[count];
        this.logQ = new double[count];
        this.logWeight = new double[count];
        this.lanes = new Target[lanes(target, count, workers)];
        lanes[0] = target;
        for (int i = 1; i < lanes.length; i++) {
            lanes[i] = target.fork();
        }
    }

    private static int lanes(Target target, int count, Workers workers) {
        boolean worth = target.cost() * count >= WORTH_HANDING_OVER;
        return worth ? Math.min(workers.threads(), count) : 1;
    }

    int lanes() {
        return lanes.length;
    }

    /** Fresh draws for the particles from {@code first} on. */
    void draw(RandomStream random, int first) {
        for (int k = first; k < count; k++) {
            logQ[k] = guide.sample(random, noise[k], x[k]);
        }
        noted = count - 1;
    }

    /** Fresh draws in pairs, of which the second has the noise of the first with its sign changed. */
    void drawPairs(RandomStream random) {
        for (int k = 0; k + 1 < count; k += 2) {
            logQ[k] = guide.sample(random, noise[k], x[k]);
            for (int i = 0; i < noise[k].length; i++) {
                noise[k + 1][i] = -noise[k][i];
            }
            logQ[k + 1] = guide.transform(noise[k + 1], x[k + 1]);
        }
        noted = count - 1;
    }

    /** Puts a given point in place of a draw. */
    void place(int k, double[] point) {
        System.arraycopy(point, 0, x[k], 0, dimension);
        logQ[k] = guide.logDensity(x[k]);
        noted = -1;
    }

    /** log p at all draws, and log p - log q. */
    void evaluate() {
        run(density);
    }

    /** The same with the gradients of log p. */
    void evaluateWithGradients() {
        run(gradient);
    }

    void run(Piece what) {
        piece = what;
        if (lanes.length == 1) {
            work(0);
        } else {
            workers.run(lanes.length, lane);
        }
    }

    private void work(int number) {
        for (int k = number; k < count; k += lanes.length) {
            piece.at(lanes[number], number, k);
        }
    }

    private void density(Target target, int number, int k) {
        logP[k] = target.logDensity(x[k]);
        logWeight[k] = logP[k] - logQ[k];
    }

    private void gradient(Target target, int number, int k) {
        logP[k] = target.logDensityAndGradient(x[k], slope[k]);
        logWeight[k] = logP[k] - logQ[k];
    }

    /** Makes the guide note draw k again, which derivatives of that draw presuppose. */
    void note(int k) {
        if (noted != k) {
            guide.transform(noise[k], x[k]);
            noted = k;
        }
    }

    /** The guide was asked about its density, over which it may have forgotten its notes; normal guides keep them. */
    void densityAsked() {
        if (!transformNotesAreKept) {
            noted = -1;
        }
    }

    /** Adds the gradient of {@code weight * (log p - log q)} with respect to the parameters, through draw k. */
    void accumulateTotal(int k, double weight, double[] parameterGradient) {
        note(k);
        guide.accumulateGradient(noise[k], slope[k], weight, parameterGradient);
    }

    double meanLogWeight() {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += logWeight[k];
        }
        return sum * (1.0 / count);
    }
}
