package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;

/** Several threads make of each number what one does, wherever the numbers lie. */
class SharedActivationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 16_383, 16_384, 50_001})
    void sameBits(int count) {
        double[] x = new Random(3).doubles(count + 5, -4, 4).toArray();
        double[] adjoint = new Random(4).doubles(count + 7, -1, 1).toArray();
        double[][] alone = applied(Activation.SOFTPLUS.scalar(), x, adjoint, count);
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            double[][] shared = applied(new SharedActivation(Activation.SOFTPLUS.scalar(), workers), x, adjoint, count);
            assertArrayEquals(alone[0], shared[0]);
            assertArrayEquals(alone[1], shared[1]);
        }
    }

    private static double[][] applied(ActivationLoop loop, double[] x, double[] adjoint, int count) {
        double[] y = new double[count + 9];
        double[] slopes = adjoint.clone();
        loop.values(x, 2, y, 3, count);
        loop.timesSlopes(x, 2, y, 3, slopes, 4, count);
        return new double[][] {y, slopes};
    }
}
