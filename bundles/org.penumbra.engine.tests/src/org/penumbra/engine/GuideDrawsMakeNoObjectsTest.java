package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.math.RandomStream;

/** Draws of guide blocks and their gradients make no objects of their own, implicit ones included. */
class GuideDrawsMakeNoObjectsTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int DRAWS = 200;
    private static final int ROUNDS = 30;
    /** What the JVM boxes for code that is not hot yet; expressions made for every draw exceed it. */
    private static final long BOXES = 2048;

    /** In the best of some rounds: what a compiler of the JVM takes is no draw's. */
    @ParameterizedTest
    @ValueSource(strings = {"Gamma(2.3, 1)", "Beta(2, 3)", "StudentT(4, 0, 1)", "VonMises(1, 2)", "SkewNormal(0, 1, 2)",
        "Dirichlet([1, 2, 3])", "LKJCholesky(3, 2 * k)", "Wishart(4, [[2, 0.7], [0.7, 1]])",
        "MultivariateNormal([1, 2], precision = [[2, 0.7], [0.7, 1]])"})
    void drawsAndGradients(String distribution) {
        String byParameter = distribution.contains("k)") ? distribution
                : distribution.replaceFirst("([1234])([,)\\]])", "$1 * k$2");
        DifferentiableGuide guide = new ModelText("x ~ " + distribution.replace(" * k", ""),
                "guide G for M { param k : positive = 1  x ~ " + byParameter + " }").guide().guide();
        double[][] noise = new double[DRAWS][guide.noiseSize()];
        double[] x = new double[guide.dimension()];
        double[] gradient = new double[guide.parameters().length];
        RandomStream random = RandomStream.of(1);
        for (double[] one : noise) {
            Arrays.setAll(one, k -> random.nextGaussian());
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int draw = 0; draw < DRAWS; draw++) {
                guide.transform(noise[draw], x);
                guide.accumulateGradient(noise[draw], x, 1, gradient);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < BOXES * DRAWS, least / DRAWS + " bytes for each draw");
    }
}
