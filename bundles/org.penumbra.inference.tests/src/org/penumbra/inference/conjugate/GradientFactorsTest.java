package org.penumbra.inference.conjugate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.FitResult;
import org.penumbra.math.RandomStream;

/** Normals fitted by gradient: expectations over nodes, the best normals, and what draws say. */
class GradientFactorsTest {

    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    /** The functions u_1^2, u_1, ..., u_d^2, u_d of d real values that are their own coordinates. */
    private record Squares(int dimension) implements SmoothStatistics {

        @Override
        public int count() {
            return 2 * dimension;
        }

        @Override
        public double evaluate(double[] point, double[] derivatives) {
            double value = 0;
            for (int i = 0; i < dimension; i++) {
                double u = point[i];
                double square = point[dimension + 2 * i];
                double linear = point[dimension + 2 * i + 1];
                value += square * u * u + linear * u;
                derivatives[i] = 2 * square * u + linear;
                derivatives[dimension + 2 * i] = u * u;
                derivatives[dimension + 2 * i + 1] = u;
            }
            return value;
        }

        @Override
        public void constrain(double[] u, double[] values) {
            System.arraycopy(u, 0, values, 1, dimension);
        }

        @Override
        public void unconstrain(double[] values, double[] u) {
            System.arraycopy(values, 1, u, 0, dimension);
        }

        @Override
        public int[] positions() {
            int[] positions = new int[dimension];
            Arrays.setAll(positions, i -> i + 1);
            return positions;
        }

        @Override
        public SmoothStatistics fork() {
            return this;
        }
    }

    private static double expectation(NormalNodes nodes, ToDoubleFunction<double[]> f) {
        double total = 0;
        for (int s = 0; s < nodes.weights().length; s++) {
            total += nodes.weights()[s] * f.applyAsDouble(nodes.points()[s]);
        }
        return total;
    }

    @Test
    void nodesInOneAndTwoDimensionsIntegrateExponentials() {
        NormalNodes line = NormalNodes.of(1);
        assertEquals(3, expectation(line, z -> Math.pow(z[0], 4)), 1e-12);
        assertEquals(Math.exp(0.5), expectation(line, z -> Math.exp(z[0])), 1e-12);
        assertEquals(Math.exp(2), expectation(line, z -> Math.exp(-2 * z[0])), 1e-9);
        NormalNodes square = NormalNodes.of(2);
        assertEquals(Math.exp(0.5 * (0.25 + 0.49)), expectation(square, z -> Math.exp(0.5 * z[0] - 0.7 * z[1])), 1e-11);
        assertEquals(1, expectation(square, z -> z[0] * z[0] * z[1] * z[1]), 1e-12);
    }

    @Test
    void nodesInManyDimensionsHaveTheFirstMoments() {
        NormalNodes nodes = NormalNodes.of(7);
        assertEquals(1, Arrays.stream(nodes.weights()).sum(), 1e-14);
        for (int i = 0; i < 7; i++) {
            int axis = i;
            assertEquals(0, expectation(nodes, z -> z[axis]), 1e-14);
            assertEquals(1, expectation(nodes, z -> z[axis] * z[axis]), 1e-12);
            assertEquals(3, expectation(nodes, z -> Math.pow(z[axis], 4)), 0.2);
            assertEquals(Math.exp(0.125), expectation(nodes, z -> Math.exp(0.5 * z[axis])), 1e-3);
        }
    }

    /** -u^2 / 2 v + m u / v is best fitted by a normal of mean m and variance v, whatever the nodes. */
    @Test
    void theBestNormalOfAQuadraticIsThatNormal() {
        for (int dimension : new int[] {1, 2, 5}) {
            GradientFactors group = new GradientFactors("u", 3, new Squares(dimension));
            double[] natural = new double[3 + group.size()];
            double[] moments = new double[natural.length];
            group.begin(new double[dimension + 1], RandomStream.of(1), 0, moments);
            double exact = 0;
            for (int i = 0; i < dimension; i++) {
                natural[3 + 2 * i] = -0.5 / (i + 1);
                natural[3 + 2 * i + 1] = (i - 1.5) / (i + 1);
                exact += 0.5 * (1 + LOG_2_PI + Math.log(i + 1));
            }
            double entropy = Double.NaN;
            for (int update = 0; update < 5; update++) {
                entropy = group.update(natural, moments);
            }
            assertEquals(exact, entropy, 1e-7);
            double[] mean = new double[dimension + 1];
            double[] variance = new double[dimension + 1];
            group.marginals(natural, mean, variance);
            for (int i = 0; i < dimension; i++) {
                assertEquals(i - 1.5, moments[3 + 2 * i + 1], 1e-6);
                assertEquals(i + 1 + (i - 1.5) * (i - 1.5), moments[3 + 2 * i], 1e-5);
                assertEquals(i - 1.5, mean[i + 1], 1e-6);
                assertEquals(i + 1, variance[i + 1], 1e-5);
            }
            FitResult.Estimate correction = group.correction(natural, RandomStream.of(4), 500);
            assertEquals(0, correction.mean(), 1e-5);
            assertTrue(correction.standardError() < 1e-6, "log p - log q is constant: " + correction);
        }
    }

    @Test
    void gradientOfTheBoundIsThatOfDifferences() {
        double[] natural = {-0.4, 0.3, -1.1, 0.2, -0.7, 0.9, 0, 0, 0, 0, 0, 0};
        double[] moments = {0, 0, 0, 0, 0, 0, 0.3, -0.2, 1, -0.5, 0.1, 0.4};
        NormalBlock block = new NormalBlock(new Squares(3), NormalNodes.of(3), natural, moments, 0);
        double[] z = {0.2, -0.1, 0.4, 0.3, -0.6, 0.1};
        double[] gradient = new double[6];
        double[] ignored = new double[6];
        block.evaluate(z, gradient);
        for (int i = 0; i < 6; i++) {
            double[] above = z.clone();
            double[] below = z.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            assertEquals((block.evaluate(above, ignored) - block.evaluate(below, ignored)) / 2e-5, gradient[i], 1e-7);
        }
    }

    @Test
    void anUndefinedBoundIsRefused() {
        GradientFactors group = new GradientFactors("u", 0, new Squares(1));
        double[] natural = {Double.NaN, 0, 0, 0};
        FactorGroup.Improper refused = assertThrows(FactorGroup.Improper.class,
                () -> group.update(natural, new double[4]));
        assertTrue(refused.getMessage().contains("u"), refused.getMessage());
    }
}
