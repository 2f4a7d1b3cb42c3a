package org.penumbra.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Optimizer.Updater;

class SgdTest {

    private static final double[] GRADIENTS = {1, 2, -1};

    private static Sgd.Options sgd(double lr, double momentum, boolean nesterov, Schedule schedule,
            double finalFactor, int warmup) {
        return Given.options(Sgd.Options.class, "lr", lr, "momentum", momentum, "nesterov", nesterov, "schedule",
                schedule.name(), "finalFactor", finalFactor, "warmup", warmup);
    }

    @Test
    void plainStepsFollowTheGradient() {
        // 0.5 (1 + 2 - 1)
        assertEquals(1, after(0, false), 1e-15);
    }

    @Test
    void momentumByHand() {
        // Velocities 1, 2.5, 0.25 at momentum 0.5.
        assertEquals(0.5 * (1 + 2.5 + 0.25), after(0.5, false), 1e-15);
    }

    @Test
    void nesterovByHand() {
        // Gradient + half the velocity: 1 + 0.5, 2 + 1.25, -1 + 0.125.
        assertEquals(0.5 * (1.5 + 3.25 - 0.875), after(0.5, true), 1e-15);
    }

    @Test
    void theScheduleScalesTheStep() {
        Updater sgd = new Sgd().start(1, 3, sgd(1, 0, false, Schedule.EXPONENTIAL, 0.25, 0));
        double[] x = {0};
        for (int i = 0; i < 3; i++) {
            sgd.step(x, new double[] {1});
        }
        assertEquals(1 + 0.5 + 0.25, x[0], 1e-15);
    }

    @Test
    void restoredStateGoesOnWithTheSameBits() {
        Sgd.Options options = sgd(0.1, 0.9, true, Schedule.COSINE, 0.01, 2);
        Updater whole = new Sgd().start(1, 20, options);
        double[] x = {5};
        climb(whole, x, 7);
        Updater resumed = new Sgd().start(1, 20, options);
        resumed.restore(whole.state());
        double[] y = x.clone();
        climb(whole, x, 8);
        climb(resumed, y, 8);
        assertArrayEquals(x, y);
    }

    @Test
    void lookingAheadNeedsMomentum() {
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> sgd(0.1, 0, true, Schedule.CONSTANT, 1, 0));
        assertEquals("PEN-3013", refused.problems().getFirst().code());
    }

    @Test
    void aForeignStateIsRefused() {
        Updater sgd = new Sgd().start(2, 10, sgd(0.1, 0, false, Schedule.CONSTANT, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> sgd.restore(new double[7]));
    }

    private static double after(double momentum, boolean nesterov) {
        Updater sgd = new Sgd().start(1, 3, sgd(0.5, momentum, nesterov, Schedule.CONSTANT, 1, 0));
        double[] x = {0};
        for (double gradient : GRADIENTS) {
            sgd.step(x, new double[] {gradient});
        }
        return x[0];
    }

    private static void climb(Updater updater, double[] x, int steps) {
        for (int i = 0; i < steps; i++) {
            updater.step(x, new double[] {-x[0]});
        }
    }
}
