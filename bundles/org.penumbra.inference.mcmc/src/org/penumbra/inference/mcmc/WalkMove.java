package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.Target;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** Random-walk Metropolis: several proposals x + s T z with normal z, of which the last point counts. */
final class WalkMove implements Move {

    /** Of the optimal scale for normal targets of many dimensions (Roberts, Gelman and Gilks 1997). */
    private static final double OPTIMAL = 2.38;

    private final Target target;
    private final Cancellation cancellation;
    private final int proposals;
    private final Position current;
    private final double[] proposed;
    private final double[] noise;
    private double acceptance;

    WalkMove(Target target, int proposals, Cancellation cancellation) {
        this.target = target;
        this.cancellation = cancellation;
        this.proposals = proposals;
        this.current = new Position(target.dimension());
        this.proposed = new double[target.dimension()];
        this.noise = new double[target.dimension()];
    }

    @Override
    public boolean move(Position at, Metric metric, double stepSize, RandomStream random) {
        current.set(at);
        double sum = 0;
        for (int k = 0; k < proposals; k++) {
            if (k > 0 && cancellation.isCancelled()) {
                return false;
            }
            sum += propose(metric, stepSize, random);
        }
        acceptance = sum / proposals;
        at.set(current);
        return true;
    }

    private double propose(Metric metric, double stepSize, RandomStream random) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
        }
        System.arraycopy(current.x, 0, proposed, 0, proposed.length);
        metric.move(noise, stepSize, proposed);
        double density = target.logDensity(proposed);
        double probability = density >= current.logDensity ? 1 : Kernels.exp(density - current.logDensity);
        if (random.nextDouble() < probability) {
            System.arraycopy(proposed, 0, current.x, 0, proposed.length);
            current.logDensity = density;
        }
        return probability >= 0 ? probability : 0;
    }

    @Override
    public double acceptance() {
        return acceptance;
    }

    @Override
    public double reasonableStep(Position at, Metric metric, double guess, RandomStream random) {
        // Adaptation tries steps ten times as long first, which a walk does not recover from quickly.
        return 0.1 * OPTIMAL / Math.sqrt(noise.length);
    }

    @Override
    public List<String> statistics() {
        return List.of(Statistic.ACCEPTANCE);
    }

    @Override
    public void statistics(double[] values) {
        values[0] = acceptance;
    }
}
