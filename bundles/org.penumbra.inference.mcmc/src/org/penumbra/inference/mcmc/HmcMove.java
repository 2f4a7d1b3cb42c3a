package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.Target;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Hamiltonian Monte Carlo (Neal 2011) with trajectories of a length that varies by half to both sides, so that no
 * period of the target is hit.
 */
final class HmcMove extends HamiltonianMove {

    private static final double DIVERGENCE = 1000;

    private final Leapfrog trajectory;
    private final double length;
    private final int mostSteps;
    private double acceptance;
    private double energy;
    private int steps;
    private boolean divergent;

    /** @param length of the trajectories, in standard deviations of a metric that fits */
    HmcMove(Target target, double length, int mostSteps, Cancellation cancellation) {
        super(target, cancellation);
        this.trajectory = new Leapfrog(target);
        this.length = length;
        this.mostSteps = mostSteps;
    }

    @Override
    public boolean move(Position at, Metric metric, double stepSize, RandomStream random) {
        trajectory.start(at, metric, random);
        double begin = trajectory.energy();
        double planned = length * (0.5 + random.nextDouble()) / stepSize;
        int count = (int) Math.clamp(Math.rint(planned), 1, mostSteps);
        double end = begin;
        divergent = false;
        for (steps = 0; steps < count && !divergent; steps++) {
            trajectory.step(stepSize, metric);
            end = trajectory.energy();
            divergent = end - begin > DIVERGENCE;
            if (isCancelled()) {
                return false;
            }
        }
        acceptance = divergent ? 0 : Math.min(1, Kernels.exp(begin - end));
        boolean accepted = random.nextDouble() < acceptance;
        energy = accepted ? end : begin;
        if (accepted) {
            at.set(trajectory.at);
        }
        return true;
    }

    @Override
    public double acceptance() {
        return acceptance;
    }

    @Override
    public List<String> statistics() {
        return List.of(Statistic.ACCEPTANCE, Statistic.LEAPFROGS, Statistic.DIVERGENT, Statistic.ENERGY);
    }

    @Override
    public void statistics(double[] values) {
        values[0] = acceptance;
        values[1] = steps;
        values[2] = divergent ? 1 : 0;
        values[3] = energy;
    }
}
