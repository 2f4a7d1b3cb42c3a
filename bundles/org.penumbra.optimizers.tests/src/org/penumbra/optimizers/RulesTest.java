package org.penumbra.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Optimizer.Updater;
import org.penumbra.math.RandomStream;

/** First steps worked out by hand from the papers' formulas, for the gradients 2 and then -1 from the point 1. */
class RulesTest {

    private static final double[] GRADIENTS = {2, -1};

    private static <O extends Record> double two(Optimizer<O> optimizer, O options) {
        Updater updater = optimizer.start(1, 2, options);
        double[] x = {1};
        for (double gradient : GRADIENTS) {
            updater.step(x, new double[] {gradient});
        }
        return x[0];
    }

    /** Adam's step of 0.1, then 0.1 (0.18 - 0.1) / 0.19 / sqrt((0.003996 + 0.001) / 0.001999), each less its decay. */
    @Test
    void adamW() {
        double first = 1 + 0.1 - 0.1 * 0.5 * 1;
        double second = 0.1 * 0.08 / 0.19 / Math.sqrt(0.004996 / 0.001999) - 0.1 * 0.5 * first;
        assertEquals(first + second, two(new AdamW(), Given.options(AdamW.Options.class, "lr", 0.1, "decay", 0.5,
                "eps", 1e-12)), 1e-10);
    }

    /** Both gradients are clipped to 0.5: means 0.05 and -0.005, squares equal, the second rate is halved. */
    @Test
    void clippedAdam() {
        double expected = 1 + 0.1 + 0.05 * (-0.005 / 0.19) / 0.5;
        assertEquals(expected, two(new ClippedAdam(), Given.options(ClippedAdam.Options.class, "lr", 0.1, "clipValue",
                0.5, "lrd", 0.5, "eps", 1e-12)), 1e-10);
    }

    /** Mean squares 0.4 and 0.46 at alpha = 0.9; velocities with momentum 0.5. */
    @Test
    void rmsProp() {
        double first = 2 / Math.sqrt(0.4);
        double second = 0.5 * first - 1 / Math.sqrt(0.46);
        assertEquals(1 + 0.1 * (first + second), two(new RmsProp(), Given.options(RmsProp.Options.class, "lr", 0.1,
                "alpha", 0.9, "momentum", 0.5, "eps", 1e-12)), 1e-10);
    }

    /** The means 0.2 and 0.08 are taken off: variances 0.36 and 0.4536. */
    @Test
    void centeredRmsProp() {
        double expected = 1 + 0.1 * (2 / Math.sqrt(0.36) - 1 / Math.sqrt(0.46 - 0.0064));
        assertEquals(expected, two(new RmsProp(), Given.options(RmsProp.Options.class, "lr", 0.1, "alpha", 0.9,
                "centered", true, "eps", 1e-12)), 1e-10);
    }

    @Test
    void adagrad() {
        assertEquals(1 + 0.3 * (1 - 1 / Math.sqrt(5)), two(new Adagrad(), Given.options(Adagrad.Options.class, "lr",
                0.3)), 1e-9);
    }

    /** s = 4, then 0.1 * 1 + 0.9 * 4 = 3.7; rates 1 and 2^-0.5. */
    @Test
    void adagradRmsProp() {
        double expected = 1 + 2.0 / 3 - Math.sqrt(0.5) / (1 + Math.sqrt(3.7));
        assertEquals(expected, two(new AdagradRmsProp(), Given.options(AdagradRmsProp.Options.class)), 1e-12);
    }

    /** r = 0.01 (1 + 1) = 0.02: a step of 0.02; the distance stays 0.02, and the squares add up to 5. */
    @Test
    void distanceOverGradients() {
        assertEquals(1 + 0.02 - 0.02 / Math.sqrt(5), two(new Dog(), Given.options(Dog.Options.class, "initial", 0.01)),
                1e-12);
    }

    /** The same first step; then v = r^2 (4 + 1) and r^2 / sqrt(v) = r / sqrt(5): equal while r stands still. */
    @Test
    void distanceOverWeightedGradients() {
        assertEquals(1 + 0.02 - 0.02 / Math.sqrt(5), two(new Dowg(), Given.options(Dowg.Options.class, "initial",
                0.01)), 1e-12);
    }

    /** With a growing distance the two differ: three steps along a constant gradient, by hand. */
    @Test
    void weightsTellThemApart() {
        Updater dowg = new Dowg().start(1, 3, Given.options(Dowg.Options.class, "initial", 1.0));
        double[] x = {0};
        dowg.step(x, new double[] {3});
        assertEquals(1, x[0], 1e-12);
        dowg.step(x, new double[] {3});
        assertEquals(1 + 1 / Math.sqrt(2), x[0], 1e-12);
        dowg.step(x, new double[] {3});
        double square = Math.pow(1 + 1 / Math.sqrt(2), 2);
        assertEquals(1 + 1 / Math.sqrt(2) + square / Math.sqrt(1 + 1 + square), x[0], 1e-12);
    }

    /** Rosenbrock's valley, from its classical start; a Newton-like method takes some tens of evaluations. */
    @Test
    void quasiNewtonFollowsACurvedValley() {
        Updater lbfgs = new Lbfgs().start(2, 200, Given.options(Lbfgs.Options.class, "lineSearch", true));
        double[] x = {-1.2, 1};
        for (int i = 0; i < 100; i++) {
            double valley = x[1] - x[0] * x[0];
            double[] gradient = {400 * x[0] * valley + 2 * (1 - x[0]), -200 * valley};
            lbfgs.step(x, gradient, -100 * valley * valley - (1 - x[0]) * (1 - x[0]));
        }
        assertArrayEquals(new double[] {1, 1}, x, 1e-6);
    }

    /** Under a gradient that is mostly noise it becomes timid, but never runs away from the top. */
    @Test
    void quasiNewtonDoesNotRunAwayInNoise() {
        Updater lbfgs = new Lbfgs().start(2, 2000, Given.options(Lbfgs.Options.class, "lr", 0.1));
        RandomStream random = RandomStream.of(6);
        double[] x = {4, -3};
        for (int i = 0; i < 2000; i++) {
            lbfgs.step(x, new double[] {-x[0] + random.nextGaussian(), -10 * x[1] + random.nextGaussian()}, 0);
            assertTrue(Math.hypot(x[0], x[1]) < 6, x[0] + ", " + x[1]);
        }
    }

    /** Averages of DoG's iterates settle although no rate was given, whatever the scale. */
    @Test
    void distanceRulesNeedNoScale() {
        for (double top : new double[] {0.01, 1, 300}) {
            Updater dog = new Dog().start(1, 10_000, Given.options(Dog.Options.class));
            double[] x = {0};
            for (int i = 0; i < 10_000; i++) {
                dog.step(x, new double[] {top - x[0]});
            }
            assertEquals(top, x[0], 1e-2 * top);
        }
    }
}
