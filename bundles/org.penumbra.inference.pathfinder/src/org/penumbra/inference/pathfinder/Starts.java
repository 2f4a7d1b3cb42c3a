package org.penumbra.inference.pathfinder;

import java.util.Arrays;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Where the paths begin: scattered more widely than the posterior, so that they meet only if there is one place to
 * meet. Cold: near the median of the prior, at draws from the prior, and at most 2 away from the median, in turn. Warm:
 * one given standard deviation away from the given point.
 */
final class Starts {

    private static final double NEAR = 0.1;
    private static final double FAR = 2;
    private static final int TRIES = 20;

    private final Target target;
    private final Start start;
    private final double[] centre;
    private final double[] gradient;

    Starts(Target target, Start start) {
        this.target = target;
        this.start = start;
        this.centre = start.point(target, Initialization.MEDIAN);
        this.gradient = new double[centre.length];
    }

    /** Of path k: a point with a finite density, at the latest the centre itself. */
    double[] point(int k, RandomStream random) {
        double[] x = centre.clone();
        double[] scales = start.scales(x.length, 1);
        for (int i = 0; i < TRIES; i++) {
            scatter(k, random, scales, StrictMath.pow(0.5, i), x);
            if (isDefined(x)) {
                return x;
            }
        }
        return centre.clone();
    }

    private void scatter(int k, RandomStream random, double[] scales, double by, double[] x) {
        boolean warm = start.given().isPresent();
        if (!warm && k % 2 == 1) {
            target.samplePrior(random, x);
            return;
        }
        Arrays.setAll(x, i -> {
            double away = k == 0 ? NEAR * random.nextGaussian()
                    : warm ? random.nextGaussian() : FAR * (2 * random.nextDouble() - 1);
            return centre[i] + by * scales[i] * away;
        });
    }

    private boolean isDefined(double[] x) {
        boolean defined = Double.isFinite(target.logDensityAndGradient(x, gradient));
        for (double slope : gradient) {
            defined &= Double.isFinite(slope);
        }
        return defined;
    }
}
