package org.penumbra.diagnostics.invariance;

import org.penumbra.core.Cancellation;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Target;
import org.penumbra.math.AffineMap;
import org.penumbra.math.RandomStream;

/**
 * Lets many short chains walk from draws of an answer. The step size is found first, by a pilot with a few of them.
 */
final class Walk {

    static final int CHAINS = 600;
    private static final int PILOTS = 40;
    static final int TRANSITIONS = 12;
    /** A quarter of the period of a standard normal forgets where it began. */
    private static final double LENGTH = 1.5;
    private static final int MOST_STEPS = 24;
    private static final double WANTED_ACCEPTANCE = 0.75;
    private static final long PILOT_STREAM = -1;
    private static final int BATCH = 30;

    private final Target target;
    private final AffineMap whitening;
    private final Examination with;
    private final int transitions;
    private double stepSize;
    private double acceptance;

    /** @param transitions trajectories of each chain */
    Walk(Target target, AffineMap whitening, Examination with, int transitions) {
        this.transitions = transitions;
        this.target = target;
        this.whitening = whitening;
        this.with = with;
    }

    /** Mean acceptance probability of the walk. */
    double acceptance() {
        return acceptance;
    }

    /**
     * @param starts points in free coordinates
     * @return where the chains end, in the order of their starts; starts that a cancellation left alone stay
     */
    double[][] from(double[][] starts) {
        stepSize = pilot(starts);
        int steps = Math.clamp((long) Math.ceil(LENGTH / stepSize), 1, MOST_STEPS);
        double[][] ends = new double[starts.length][];
        double[] accepted = new double[starts.length];
        int batches = Math.ceilDiv(starts.length, BATCH);
        with.workers().run(batches, batch -> {
            Chain chain = new Chain(target.fork(), whitening);
            for (int i = batch * BATCH; i < Math.min(starts.length, (batch + 1) * BATCH); i++) {
                ends[i] = starts[i].clone();
                accepted[i] = walk(chain, ends[i], steps, transitions, with.random().stream(i), with.cancellation());
            }
        });
        double sum = 0;
        for (double one : accepted) {
            sum += one;
        }
        acceptance = sum / starts.length / transitions;
        return ends;
    }

    private double walk(Chain chain, double[] point, int steps, int count, RandomStream random,
            Cancellation cancellation) {
        chain.start(point);
        for (int i = 0; i < count && !cancellation.isCancelled(); i++) {
            chain.move(stepSize, steps, random);
        }
        chain.point(point);
        return chain.acceptance();
    }

    /** Halves the step until trajectories of the wanted length are accepted often enough. */
    private double pilot(double[][] starts) {
        Chain chain = new Chain(target.fork(), whitening);
        double[] point = new double[target.dimension()];
        double size = 0.8 * StrictMath.pow(target.dimension(), -0.25);
        for (int halving = 0; halving < 8; halving++) {
            stepSize = size;
            double sum = 0;
            int pilots = Math.clamp(starts.length / 2, 1, PILOTS);
            for (int i = 0; i < pilots; i++) {
                System.arraycopy(starts[i * starts.length / pilots], 0, point, 0, point.length);
                int steps = Math.clamp((long) Math.ceil(LENGTH / size), 1, MOST_STEPS);
                sum += walk(chain, point, steps, 1, with.random().stream(PILOT_STREAM - i - PILOTS * halving),
                        with.cancellation());
            }
            if (sum / pilots >= WANTED_ACCEPTANCE) {
                break;
            }
            size *= 0.6;
        }
        return size;
    }
}
