package org.penumbra.inference.mcmc;

import java.util.Arrays;
import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Target;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Slice sampling (Neal 2003, with stepping out and shrinking: figures 3 and 5) along as many directions as there are
 * coordinates, each uniform on the sphere of the metric. Nothing is rejected, and no step size has to be found.
 */
final class SliceMove implements Move {

    /** Brackets begin with a width of about two standard deviations of a metric that fits. */
    private static final double WIDTH = 2.5;
    private static final int MOST_OUT = 50;
    /** By then the bracket has shrunk to rounding. */
    private static final int MOST_IN = 200;

    private final Target target;
    private final Cancellation cancellation;
    private final Position current;
    private final double[] direction;
    private final double[] noise;
    private final double[] trial;
    private double evaluations;

    SliceMove(Target target, Cancellation cancellation) {
        int n = target.dimension();
        this.target = target;
        this.cancellation = cancellation;
        this.current = new Position(n);
        this.direction = new double[n];
        this.noise = new double[n];
        this.trial = new double[n];
    }

    @Override
    public boolean move(Position at, Metric metric, double width, RandomStream random) {
        current.set(at);
        evaluations = 0;
        for (int k = 0; k < noise.length; k++) {
            if (k > 0 && cancellation.isCancelled()) {
                return false;
            }
            choose(metric, random);
            along(width, random);
        }
        at.set(current);
        return true;
    }

    private void choose(Metric metric, RandomStream random) {
        double square = 0;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
            square += noise[i] * noise[i];
        }
        Arrays.fill(direction, 0);
        metric.move(noise, 1 / Math.sqrt(square), direction);
    }

    private void along(double width, RandomStream random) {
        double level = current.logDensity + Kernels.log(1 - random.nextDouble());
        double low = -width * random.nextDouble();
        double high = low + width;
        // A limit on both sides, divided at random, keeps the chain reversible.
        int left = random.nextInt(MOST_OUT);
        int right = MOST_OUT - 1 - left;
        while (left-- > 0 && density(low) > level) {
            low -= width;
        }
        while (right-- > 0 && density(high) > level) {
            high += width;
        }
        for (int i = 0; i < MOST_IN; i++) {
            double t = low + (high - low) * random.nextDouble();
            double density = density(t);
            if (density > level) {
                System.arraycopy(trial, 0, current.x, 0, trial.length);
                current.logDensity = density;
                return;
            }
            low = t < 0 ? t : low;
            high = t < 0 ? high : t;
        }
    }

    private double density(double t) {
        for (int i = 0; i < trial.length; i++) {
            trial[i] = current.x[i] + t * direction[i];
        }
        evaluations++;
        return target.logDensity(trial);
    }

    /** Nothing to adapt. */
    @Override
    public double acceptance() {
        return Double.NaN;
    }

    @Override
    public double reasonableStep(Position at, Metric metric, double guess, RandomStream random) {
        return WIDTH;
    }

    @Override
    public List<String> statistics() {
        return List.of("n_evaluations__");
    }

    @Override
    public void statistics(double[] values) {
        values[0] = evaluations;
    }
}
