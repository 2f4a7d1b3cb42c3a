package org.penumbra.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.core.Workers;
import org.penumbra.inference.Optimizer.Updater;

class AdamTest {

    private static Adam.Options adam(double lr, double eps, Schedule schedule, double finalFactor, int warmup) {
        return Given.options(Adam.Options.class, "lr", lr, "eps", eps, "schedule", schedule.name(), "finalFactor",
                finalFactor, "warmup", warmup);
    }

    private static final Adam.Options PLAIN = adam(0.1, 1e-8, Schedule.CONSTANT, 0.01, 0);

    /**
     * Worked out by hand for the gradients 1, 2, -1 (algorithm 1, with a plus for ascent): m = 0.1, 0.29, 0.161;
     * v = 0.001, 0.004999, 0.005994001.
     */
    @Test
    void threeStepsByHand() {
        Updater adam = new Adam().start(1, 3, PLAIN);
        double[] x = {0};
        double[] moments = {0.1, 0.001, 0.29, 0.004999, 0.161, 0.005994001};
        double[] gradients = {1, 2, -1};
        double expected = 0;
        for (int t = 1; t <= 3; t++) {
            double mean = moments[2 * t - 2] / (1 - Math.pow(0.9, t));
            double square = moments[2 * t - 1] / (1 - Math.pow(0.999, t));
            expected += 0.1 * mean / (Math.sqrt(square) + 1e-8);
            adam.step(x, new double[] {gradients[t - 1]});
            assertEquals(expected, x[0], 1e-12);
        }
        // 0.1 + 0.0965182 + 0.0420089, worked out in decimal arithmetic apart from this code.
        assertEquals(0.238527131031813893, x[0], 1e-12);
    }

    /** With weight decay too, where the whole rule is followed. */
    @Test
    void severalThreadsMakeTheSameSteps() {
        AdamW.Options decaying = Given.options(AdamW.Options.class, "lr", 0.1);
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            compare(new Adam().start(100_001, 5, PLAIN), new Adam().start(100_001, 5, PLAIN), workers);
            compare(new AdamW().start(100_001, 5, decaying), new AdamW().start(100_001, 5, decaying), workers);
        }
    }

    private static void compare(Updater alone, Updater shared, Workers workers) {
        Random random = new Random(1);
        double[] x = random.doubles(100_001).toArray();
        double[] y = x.clone();
        shared.sharedBy(workers);
        for (int t = 0; t < 5; t++) {
            double[] gradient = random.doubles(x.length, -1, 1).toArray();
            alone.step(x, gradient);
            shared.step(y, gradient);
        }
        assertArrayEquals(x, y);
        assertArrayEquals(alone.state(), shared.state());
    }

    /** Whatever the size of the first gradient, m-hat / sqrt(v-hat) is its sign. */
    @Test
    void theFirstStepHasTheLengthOfTheLearningRate() {
        Updater adam = new Adam().start(3, 10, PLAIN);
        double[] x = {0, 0, 0};
        adam.step(x, new double[] {1e6, -1e-3, 0});
        assertArrayEquals(new double[] {0.1, -0.1, 0}, x, 1e-5);
    }

    /**
     * A gradient that never changes has m-hat / sqrt(v-hat) = 1, which leaves the rates themselves: 0.1, 0.05, 0.025.
     */
    @Test
    void theScheduleScalesTheStep() {
        Updater adam = new Adam().start(1, 3, adam(0.1, 1e-12, Schedule.EXPONENTIAL, 0.25, 0));
        double[] x = {0};
        for (double expected : new double[] {0.1, 0.15, 0.175}) {
            adam.step(x, new double[] {7});
            assertEquals(expected, x[0], 1e-12);
        }
    }

    @Test
    void climbsToTheTop() {
        Updater adam = new Adam().start(2, 2000, adam(0.05, 1e-8, Schedule.COSINE, 0.001, 0));
        double[] x = {0, 0};
        for (int i = 0; i < 2000; i++) {
            adam.step(x, new double[] {-100 * (x[0] - 1), -0.1 * (x[1] + 2)});
        }
        assertArrayEquals(new double[] {1, -2}, x, 1e-3);
    }

    @Test
    void restoredStateGoesOnWithTheSameBits() {
        Adam.Options options = adam(0.1, 1e-8, Schedule.EXPONENTIAL, 0.01, 3);
        Updater whole = new Adam().start(2, 40, options);
        double[] x = {1, 2};
        climb(whole, x, 17);
        Updater resumed = new Adam().start(2, 40, options);
        resumed.restore(whole.state());
        double[] y = x.clone();
        climb(whole, x, 20);
        climb(resumed, y, 20);
        assertArrayEquals(x, y);
        assertArrayEquals(whole.state(), resumed.state());
    }

    @Test
    void aForeignStateIsRefused() {
        Updater adam = new Adam().start(2, 10, PLAIN);
        assertThrows(IllegalArgumentException.class, () -> adam.restore(new double[3]));
    }

    private static void climb(Updater updater, double[] x, int steps) {
        for (int i = 0; i < steps; i++) {
            updater.step(x, new double[] {-x[0], 3 - x[1]});
        }
    }
}
