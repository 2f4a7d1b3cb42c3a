package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.inference.DiscreteCoordinates;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Gibbs sampling of discrete coordinates, one element after the other from its distribution given all others (Geman and
 * Geman 1984), and then a transition of the continuous ones given them. Each part leaves the joint distribution as it
 * is, and so do all together.
 */
final class DiscreteMove implements Move {

    private final Move continuous;
    private final GivenDiscrete target;
    private final DiscreteCoordinates discrete;
    private final int sweeps;
    private final double[] weights;
    private final double[] before;
    private final Position moved;

    DiscreteMove(Move continuous, GivenDiscrete target, int sweeps) {
        this.continuous = continuous;
        this.target = target;
        this.discrete = target.elements();
        this.sweeps = sweeps;
        this.weights = new double[most(discrete)];
        this.before = new double[discrete.count()];
        this.moved = new Position(target.dimension());
    }

    private static int most(DiscreteCoordinates discrete) {
        int most = 0;
        for (int element = 0; element < discrete.count(); element++) {
            most = Math.max(most, discrete.high(element) - discrete.low(element) + 1);
        }
        return most;
    }

    @Override
    public boolean move(Position at, Metric metric, double stepSize, RandomStream random) {
        discrete.at(target.with(at.x));
        for (int element = 0; element < before.length; element++) {
            before[element] = discrete.value(element);
        }
        for (int sweep = 0; sweep < sweeps; sweep++) {
            sweep(random);
        }
        moved.set(at);
        moved.logDensity = target.logDensityAndGradient(moved.x, moved.gradient);
        if (!continuous.move(moved, metric, stepSize, random)) {
            target.give(before);
            return false;
        }
        at.set(moved);
        return true;
    }

    /** Every element once, in their order. */
    private void sweep(RandomStream random) {
        for (int element = 0; element < before.length; element++) {
            int value = draw(element, random);
            discrete.set(element, value);
            target.give(element, value);
        }
    }

    /** The value as it is where nothing is possible. */
    private int draw(int element, RandomStream random) {
        int low = discrete.low(element);
        int count = discrete.high(element) - low + 1;
        discrete.logWeights(element, weights);
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            largest = Math.max(largest, weights[k]);
        }
        double total = 0;
        for (int k = 0; k < count; k++) {
            weights[k] = Kernels.exp(weights[k] - largest);
            total += weights[k];
        }
        double wanted = random.nextDouble() * total;
        for (int k = 0; k < count - 1; k++) {
            wanted -= weights[k];
            if (wanted < 0) {
                return low + k;
            }
        }
        return total > 0 && weights[count - 1] > 0 ? low + count - 1 : discrete.value(element);
    }

    /**
     * Values to begin with: of a draw from the prior, and on from there by sweeps while that is impossible given the
     * data. Where no draw leads to what is possible, those of the last one.
     */
    static void begin(GivenDiscrete target, RandomStream random, int tries) {
        DiscreteMove move = new DiscreteMove(null, target, 1);
        double[] x = new double[target.dimension()];
        for (int k = 0; k < tries; k++) {
            target.drawAll(random, x);
            move.discrete.at(target.with(x));
            for (int sweep = 0; sweep < tries && target.logDensity(x) == Double.NEGATIVE_INFINITY; sweep++) {
                move.sweep(random);
            }
            if (Double.isFinite(target.logDensity(x))) {
                return;
            }
        }
    }

    @Override
    public double acceptance() {
        return continuous.acceptance();
    }

    @Override
    public double reasonableStep(Position at, Metric metric, double guess, RandomStream random) {
        return continuous.reasonableStep(at, metric, guess, random);
    }

    @Override
    public List<String> statistics() {
        return continuous.statistics();
    }

    @Override
    public void statistics(double[] values) {
        continuous.statistics(values);
    }

    @Override
    public double[] discrete() {
        return target.given();
    }

    @Override
    public void discrete(double[] values) {
        target.give(values);
    }
}
