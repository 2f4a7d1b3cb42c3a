package org.penumbra.inference.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.ascent.Lbfgs.Outcome;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

class LbfgsTest {

    /** Minus Rosenbrock's function, whose top is (1, 1). */
    private static double rosenbrock(double[] x, double[] gradient) {
        double a = 1 - x[0];
        double b = x[1] - x[0] * x[0];
        gradient[0] = 2 * a + 400 * b * x[0];
        gradient[1] = -200 * b;
        return -a * a - 100 * b * b;
    }

    private static Outcome climb(Lbfgs lbfgs, int limit) {
        Outcome outcome = Outcome.MOVED;
        double last = lbfgs.value();
        for (int i = 0; i < limit && outcome == Outcome.MOVED; i++) {
            outcome = lbfgs.step();
            assertTrue(lbfgs.value() >= last);
            last = lbfgs.value();
        }
        return outcome;
    }

    @Test
    void climbsAlongABanana() {
        Lbfgs lbfgs = new Lbfgs(LbfgsTest::rosenbrock, new double[] {-1.2, 1}, 5);
        assertEquals(Outcome.AT_REST, climb(lbfgs, 60));
        assertArrayEquals(new double[] {1, 1}, lbfgs.x(), 1e-3);
        assertEquals(0, lbfgs.value(), 1e-8);
    }

    /** Scales from 1e-3 to 1e3 in 20 dimensions: the condition number of the Hessian is 1e12. */
    @Test
    void copesWithScales() {
        int n = 20;
        Lbfgs lbfgs = new Lbfgs((x, gradient) -> {
            double value = 0;
            for (int i = 0; i < n; i++) {
                double scale = Math.pow(10, 6.0 * i / (n - 1) - 3);
                gradient[i] = -(x[i] - 1) / (scale * scale);
                value += 0.5 * (x[i] - 1) * gradient[i];
            }
            return value;
        }, new double[n], 10);
        assertEquals(Outcome.AT_REST, climb(lbfgs, 2000));
        assertEquals(0, lbfgs.value(), 1e-4);
    }

    /** log x - x with x > 0: the first step from 0.001 along the gradient of 999 leaves what is defined. */
    @Test
    void walksRoundWhereNothingIsDefined() {
        Lbfgs lbfgs = new Lbfgs((x, gradient) -> {
            gradient[0] = 1 / x[0] - 1;
            return x[0] > 3 ? Double.NaN : StrictMath.log(x[0]) - x[0];
        }, new double[] {0.001}, 5);
        assertEquals(Outcome.AT_REST, climb(lbfgs, 100));
        assertEquals(1, lbfgs.x()[0], 1e-3);
    }

    @Test
    void aTopIsATopAtOnce() {
        Lbfgs lbfgs = new Lbfgs(LbfgsTest::rosenbrock, new double[] {1, 1}, 5);
        assertEquals(Outcome.AT_REST, lbfgs.step());
        assertEquals(0, lbfgs.iterations());
    }

    @Test
    void aLyingGradientLeavesItStuck() {
        Lbfgs lbfgs = new Lbfgs((x, gradient) -> {
            gradient[0] = 1;
            return -x[0];
        }, new double[] {0}, 5);
        assertEquals(Outcome.STUCK, climb(lbfgs, 10));
    }

    @Test
    void goesOnWithTheSameBits() {
        Lbfgs straight = new Lbfgs(LbfgsTest::rosenbrock, new double[] {-1.2, 1}, 5);
        climb(straight, 10);
        StateWriter state = new StateWriter(3);
        straight.save(state);
        Lbfgs resumed = new Lbfgs(LbfgsTest::rosenbrock, new double[] {0, 0}, 5);
        StateReader reader = new StateReader("test", 3, state.state());
        resumed.restore(reader);
        reader.end();
        climb(straight, 7);
        climb(resumed, 7);
        assertArrayEquals(straight.x(), resumed.x());
        assertEquals(17, resumed.iterations());
        assertThrows(IllegalArgumentException.class, () -> new StateReader("test", 4, state.state()));
    }
}
