package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** What holds for the target of every model: each test of a construct ends here. */
final class TargetContract {

    private TargetContract() {
    }

    /** Density against the slow evaluator, gradient against differences, values and back, forks. */
    static void check(ModelText model) {
        Target target = model.compile().target();
        assertTrue(Double.isFinite(target.logDensity(point(target, 0))), "a finite density somewhere");
        for (int seed = 0; seed < 3; seed++) {
            densityIsTheSumOfItsTerms(target, point(target, seed));
            gradientAgreesWithDifferences(target, point(target, seed));
        }
        valuesLeadBack(target, point(target, 5));
        forksShareNoState(target);
    }

    /** A point with coordinates of size 0.7. */
    static double[] point(Target target, int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] x = new double[target.dimension()];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.7 * random.nextGaussian();
        }
        return x;
    }

    static void densityIsTheSumOfItsTerms(Target target, double[] x) {
        double slow = target.contributions(x).stream().mapToDouble(Target.Contribution::logDensity).sum();
        assertEquals(slow, target.logDensity(x), 1e-10 * Math.max(1, Math.abs(slow)), "generated code");
    }

    static void gradientAgreesWithDifferences(Target target, double[] x) {
        double[] gradient = new double[x.length];
        double value = target.logDensityAndGradient(x, gradient);
        assertEquals(target.logDensity(x), value, 1e-12 * Math.max(1, Math.abs(value)));
        for (int i = 0; i < x.length; i++) {
            double expected = difference(target, x, i);
            assertEquals(expected, gradient[i], 1e-6 * Math.max(1, Math.abs(expected)), "coordinate " + i);
        }
    }

    private static double difference(Target target, double[] x, int i) {
        double h = 1e-3;
        return (8 * (shifted(target, x, i, h) - shifted(target, x, i, -h))
                - (shifted(target, x, i, 2 * h) - shifted(target, x, i, -2 * h))) / (12 * h);
    }

    private static double shifted(Target target, double[] x, int i, double by) {
        double[] moved = x.clone();
        moved[i] += by;
        return target.logDensity(moved);
    }

    static void valuesLeadBack(Target target, double[] x) {
        double[] values = new double[target.sites().valueCount()];
        target.sites().constrain(x, values);
        double[] back = new double[x.length];
        target.sites().unconstrain(values, back);
        assertArrayEquals(x, back, 1e-8);
    }

    static void forksShareNoState(Target target) {
        Target fork = target.fork();
        double[] x = point(target, 6);
        double expected = target.logDensity(x);
        fork.logDensityAndGradient(point(target, 7), new double[x.length]);
        assertEquals(expected, target.logDensity(x), 0.0);
        assertEquals(expected, fork.logDensity(x), 0.0);
    }
}
