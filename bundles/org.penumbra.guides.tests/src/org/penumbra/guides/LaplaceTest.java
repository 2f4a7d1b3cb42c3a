package org.penumbra.guides;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

class LaplaceTest {

    private static Guide laplace(Target target, double... start) {
        return new AutoLaplaceApproximation().create(target, Options.read(AutoLaplaceApproximation.Options.class,
                "guide", Map.of()), Start.cold(RandomStream.of(1)).at(start));
    }

    /** A normal target is found as it is, from far away: log q is log p without the evidence. */
    @Test
    void isExactForANormal() {
        KnownGaussian target = KnownGaussian.correlated(-7, new double[] {3, -40, 0.5}, new double[] {2, 0.01, 30},
                0.95);
        Guide guide = laplace(target, 0, 0, 0);
        assertEquals(0, guide.parameters().length);
        assertTrue(guide.isDistribution());
        double[] x = {4, -40.02, 20};
        assertEquals(target.logDensity(x) + 7, guide.logDensity(x), 1e-4);
    }

    /** log p = a t - b exp(t): the mode is log(a / b), the curvature there a. */
    @Test
    void hasTheModeAndCurvatureOfALogGamma() {
        Target target = new KnownGaussian(0, new double[1], new double[][] {{1}}) {
            @Override
            public double logDensity(double[] x) {
                return 5 * x[0] - 2 * StrictMath.exp(x[0]);
            }

            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                gradient[0] = 5 - 2 * StrictMath.exp(x[0]);
                return logDensity(x);
            }
        };
        Guide guide = laplace(target, -3);
        double[] x = new double[1];
        guide.transform(new double[] {0}, x);
        assertEquals(Math.log(2.5), x[0], 1e-6);
        guide.transform(new double[] {1}, x);
        assertEquals(Math.log(2.5) + 1 / Math.sqrt(5), x[0], 1e-6);
    }

    /** Rosenbrock's valley, the classic trial of line searches. */
    @Test
    void climbsAlongACurvedRidge() {
        Target valley = new KnownGaussian(0, new double[2], new double[][] {{1, 0}, {0, 1}}) {
            @Override
            public double logDensity(double[] x) {
                return logDensityAndGradient(x, new double[2]);
            }

            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                double off = x[1] - x[0] * x[0];
                gradient[0] = 2 * (1 - x[0]) + 400 * off * x[0];
                gradient[1] = -200 * off;
                return -(1 - x[0]) * (1 - x[0]) - 100 * off * off;
            }
        };
        assertArrayEquals(new double[] {1, 1}, Mode.from(valley, new double[] {-1.2, 1}), 1e-6);
    }

    /** Nothing depends on the second coordinate: no width can be given to it. */
    @Test
    void saysWhenThePosteriorIsFlat() {
        Target flat = new KnownGaussian(0, new double[2], new double[][] {{1, 0}, {0, 1}}) {
            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                gradient[0] = -x[0];
                gradient[1] = 0;
                return -0.5 * x[0] * x[0];
            }
        };
        PenumbraException refusal = assertThrows(PenumbraException.class, () -> laplace(flat, 1, 1));
        assertEquals(ExitCode.BAD_INPUT, refusal.exitCode());
        assertEquals("PEN-3034", refusal.problems().getFirst().code());
        assertEquals("x2", refusal.problems().getFirst().origin());
    }
}
