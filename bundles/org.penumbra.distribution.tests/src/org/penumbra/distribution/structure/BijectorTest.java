package org.penumbra.distribution.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.distribution.Structure;
import org.penumbra.math.RandomStream;

/** Every map onto structured blocks: Jacobian, derivative, inverse, extreme coordinates. */
class BijectorTest {

    private static final int OFFSET = 3;

    static Stream<StructuredBijector> all() {
        return Arrays.stream(Structure.values())
                .flatMap(structure -> IntStream.of(1, 2, 3, 5).mapToObj(structure::bijector));
    }

    private static double[] coordinates(StructuredBijector bijector, int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] free = new double[bijector.freeSize()];
        Arrays.setAll(free, k -> random.nextGaussian());
        return free;
    }

    private static double[] forward(StructuredBijector bijector, double[] free) {
        double[] out = new double[bijector.outputSize()];
        bijector.forward(new double[][] {free}, new int[1], out, 0, new double[bijector.workSize()]);
        return out;
    }

    /** Positions of the elements that the density of a structured block is with respect to. */
    private static int[] freeElements(StructuredBijector bijector) {
        int n = bijector.order();
        return switch (bijector) {
            case Simplex simplex -> IntStream.range(0, n - 1).toArray();
            case Ordered ordered -> IntStream.range(0, n).toArray();
            case PositiveOrdered ordered -> IntStream.range(0, n).toArray();
            case CorrCholesky corr -> lower(n, 0);
            case Corr corr -> lower(n, 0);
            default -> lower(n, 1);
        };
    }

    private static int[] lower(int n, int diagonal) {
        return IntStream.range(0, n * n).filter(k -> k % n < k / n + diagonal).toArray();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theJacobianIsTheDeterminantOfDifferences(StructuredBijector bijector) {
        for (int seed = 0; seed < 3; seed++) {
            double[] free = coordinates(bijector, seed);
            int[] elements = freeElements(bijector);
            assertEquals(free.length, elements.length);
            double[][] jacobian = new double[elements.length][free.length];
            for (int j = 0; j < free.length; j++) {
                double[] slopes = slopes(bijector, free, j);
                for (int i = 0; i < elements.length; i++) {
                    jacobian[i][j] = slopes[elements[i]];
                }
            }
            assertEquals(logDeterminant(jacobian), forward(bijector, free)[bijector.valueSize()], 1e-8);
        }
    }

    /** Derivatives of the output by one coordinate, from differences of fourth order. */
    private static double[] slopes(StructuredBijector bijector, double[] free, int j) {
        double h = 1e-3;
        double[] slopes = new double[bijector.valueSize() + 1];
        int[] steps = {1, -1, 2, -2};
        double[] weights = {8, -8, -1, 1};
        for (int s = 0; s < steps.length; s++) {
            double[] moved = free.clone();
            moved[j] += steps[s] * h;
            double[] out = forward(bijector, moved);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += weights[s] * out[i] / (12 * h);
            }
        }
        return slopes;
    }

    /** By elimination with pivots. */
    private static double logDeterminant(double[][] matrix) {
        double sum = 0;
        int n = matrix.length;
        for (int k = 0; k < n; k++) {
            int step = k;
            int best = IntStream.range(k, n).boxed()
                    .max((a, b) -> Double.compare(Math.abs(matrix[a][step]), Math.abs(matrix[b][step]))).orElseThrow();
            double[] row = matrix[best];
            matrix[best] = matrix[k];
            matrix[k] = row;
            sum += Math.log(Math.abs(row[k]));
            for (int i = k + 1; i < n; i++) {
                double factor = matrix[i][k] / row[k];
                for (int j = k; j < n; j++) {
                    matrix[i][j] -= factor * row[j];
                }
            }
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("all")
    void adjointsAgreeWithDifferences(StructuredBijector bijector) {
        double[] free = coordinates(bijector, 4);
        double[] adjoint = new double[OFFSET + bijector.outputSize()];
        RandomStream random = RandomStream.of(5);
        for (int i = 0; i <= bijector.valueSize(); i++) {
            adjoint[OFFSET + i] = random.nextGaussian();
        }
        double[] given = adjoint.clone();
        double[] in = new double[2 + free.length];
        System.arraycopy(free, 0, in, 2, free.length);
        double[] out = new double[OFFSET + bijector.outputSize()];
        double[] work = new double[bijector.workSize()];
        bijector.forward(new double[][] {in}, new int[] {2}, out, OFFSET, work);
        double[] found = new double[in.length];
        Arrays.fill(found, 1);
        bijector.backward(new double[][] {in}, new int[] {2}, out, OFFSET, adjoint, new double[][] {found}, work);
        for (int j = 0; j < free.length; j++) {
            double expected = 1;
            double[] slopes = slopes(bijector, free, j);
            for (int i = 0; i < slopes.length; i++) {
                expected += slopes[i] * given[OFFSET + i];
            }
            assertEquals(expected, found[2 + j], 1e-8 * Math.max(1, Math.abs(expected)), "coordinate " + j);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void valuesLieInTheSetAndLeadBack(StructuredBijector bijector) {
        for (int seed = 0; seed < 20; seed++) {
            double[] free = coordinates(bijector, seed);
            double[] values = forward(bijector, free);
            assertEquals(Optional.empty(), bijector.fault(values));
            double[] back = new double[free.length];
            bijector.inverse(values, back);
            assertArrayEquals(free, back, 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void farCoordinatesKeepAFiniteJacobian(StructuredBijector bijector) {
        for (double size : new double[] {-300, -40, 40, 300}) {
            double[] free = new double[bijector.freeSize()];
            Arrays.fill(free, size);
            double[] out = forward(bijector, free);
            for (int i = 0; i < bijector.valueSize(); i++) {
                assertTrue(Double.isFinite(out[i]), "element " + i + " at " + size);
            }
            boolean product = bijector instanceof GramMatrix;
            assertTrue(product || Double.isFinite(out[bijector.valueSize()]), "Jacobian at " + size);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void smallElementsLeadBackWithAllTheirDigits(StructuredBijector bijector) {
        boolean sums = bijector instanceof Ordered || bijector instanceof PositiveOrdered
                || bijector instanceof GramMatrix;
        if (bijector.freeSize() == 0 || sums) {
            return; // a sum forgets what is small beside it: there is nothing to be had
        }
        double[] free = new double[bijector.freeSize()];
        Arrays.setAll(free, k -> k % 2 == 0 ? -30 : 8);
        double[] back = new double[free.length];
        bijector.inverse(forward(bijector, free), back);
        for (int k = 0; k < free.length; k++) {
            assertEquals(free[k], back[k], 1e-6, "coordinate " + k);
        }
    }
}
