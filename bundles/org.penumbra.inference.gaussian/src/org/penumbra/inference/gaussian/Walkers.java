package org.penumbra.inference.gaussian;

import java.util.Arrays;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.TemperedWalk;
import org.penumbra.math.RandomStream;

/**
 * Where walkers begin: at the start, and far around it; at prior and uniform draws where no start is given. Every other
 * pair of them is not tempered: a narrow mode of many coordinates has next to no mass under a flattened density.
 */
final class Walkers {

    private static final long STREAM = 0;
    private static final int TRIES = 20;
    private static final int RINGS = 5;
    private static final double RADIUS = 2;
    private static final double WIDE = 8;

    private final Target target;
    private final Start start;
    private final double[] scales;

    Walkers(Target target, Start start, double[] scales) {
        this.target = target;
        this.start = start;
        this.scales = scales;
    }

    /** @param first where the first begins, and every other that finds nothing else */
    TemperedWalk[] begin(double[] first, int count, RandomStream random) {
        TemperedWalk[] walkers = new TemperedWalk[count];
        boolean given = start.given().isPresent();
        double[] gradient = new double[first.length];
        for (int k = 0; k < count; k++) {
            RandomStream own = random.stream(STREAM).stream(k);
            double[] x = first.clone();
            for (int i = 0; i < TRIES && k > 0; i++) {
                propose(k, given, first, own, x);
                if (Double.isFinite(target.logDensityAndGradient(x, gradient))
                        && Arrays.stream(gradient).allMatch(Double::isFinite)) {
                    break;
                }
                System.arraycopy(first, 0, x, 0, x.length);
            }
            walkers[k] = new TemperedWalk(target.fork(), x, scales);
        }
        return walkers;
    }

    static boolean isTempered(int k) {
        return k / 2 % 2 == 0;
    }

    private void propose(int k, boolean given, double[] first, RandomStream own, double[] x) {
        if (given) {
            double reach = 1 << k % RINGS;
            Arrays.setAll(x, i -> first[i] + reach * scales[i] * own.nextGaussian());
        } else if (k % 2 == 1) {
            target.samplePrior(own, x);
        } else {
            double radius = isTempered(k) ? RADIUS : WIDE;
            Arrays.setAll(x, i -> 2 * radius * own.nextDouble() - radius);
        }
    }
}
