package org.penumbra.inference.mcmc;

import org.penumbra.core.Cancellation;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** What all Hamiltonian methods share: a first guess of the step size, and asking whether to stop. */
abstract class HamiltonianMove implements Move {

    /** log 0.8, where Stan's search for a first step size turns around. */
    private static final double TURN = StrictMath.log(0.8);
    private static final int DOUBLINGS = 60;
    /** About how many numbers may be touched between two questions whether to stop. */
    private static final long PATIENCE = 1_000_000;

    private final Leapfrog trial;
    private final Cancellation cancellation;
    private final long patience;
    private long steps;

    HamiltonianMove(Target target, Cancellation cancellation) {
        this.trial = new Leapfrog(target);
        this.cancellation = cancellation;
        this.patience = Math.clamp(PATIENCE / target.cost(), 1, 1000);
    }

    /** Asked after every step of a trajectory. */
    final boolean isCancelled() {
        steps++;
        return steps % patience == 0 && cancellation.isCancelled();
    }

    /** Doubles or halves until one step crosses an acceptance of 0.8 (Hoffman and Gelman 2014, algorithm 4). */
    @Override
    public final double reasonableStep(Position at, Metric metric, double guess, RandomStream random) {
        double size = guess;
        boolean grow = accepts(at, metric, size, random);
        for (int i = 0; i < DOUBLINGS; i++) {
            double next = grow ? 2 * size : 0.5 * size;
            if (accepts(at, metric, next, random) != grow) {
                return grow ? size : next;
            }
            size = next;
        }
        return size;
    }

    private boolean accepts(Position at, Metric metric, double size, RandomStream random) {
        trial.start(at, metric, random);
        double before = trial.energy();
        trial.step(size, metric);
        return before - trial.energy() > TURN;
    }
}
