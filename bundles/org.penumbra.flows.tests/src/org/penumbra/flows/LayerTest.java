package org.penumbra.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.math.RandomStream;

/** Each layer by itself, far from the identity. */
class LayerTest {

    private static final int N = 4;
    private static final int OFFSET = 3;
    private static final List<Layer> LAYERS = List.of(new PlanarLayer(N, OFFSET), new RadialLayer(N, OFFSET),
            new SylvesterLayer(N, 3, OFFSET),
            new ConditionedLayer(Degrees.coupling(N, 0), new AffineTransformer(), 7, 2, OFFSET),
            new ConditionedLayer(Degrees.autoregressive(N, 1), new AffineTransformer(), 7, 1, OFFSET),
            new ConditionedLayer(Degrees.coupling(N, 3), new SplineTransformer(6, 3), 7, 1, OFFSET),
            new ConditionedLayer(Degrees.autoregressive(N, 0), new SplineTransformer(6, 3), 7, 2, OFFSET),
            new BlockLayer(N, 3, 2, true, OFFSET));

    static Stream<Layer> layers() {
        return LAYERS.stream();
    }

    private static double[] parameters(Layer layer, double change) {
        RandomStream random = RandomStream.of(8);
        double[] parameters = new double[OFFSET + layer.parameterCount()];
        layer.initialise(parameters, random);
        for (int i = OFFSET; i < parameters.length; i++) {
            parameters[i] += change * random.nextGaussian();
        }
        return parameters;
    }

    private static double[] point(RandomStream random, double size) {
        double[] z = new double[N];
        Arrays.setAll(z, i -> size * random.nextGaussian());
        return z;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void beginsNearTheIdentity(Layer layer) {
        double[] parameters = parameters(layer, 0);
        RandomStream random = RandomStream.of(9);
        double[] y = new double[N];
        for (int k = 0; k < 20; k++) {
            double[] z = point(random, 1);
            layer.forward(parameters, z, y);
            assertArrayEquals(z, y, 0.5);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theInverseUndoesIt(Layer layer) {
        double[] parameters = parameters(layer, 0.5);
        RandomStream random = RandomStream.of(10);
        double[] y = new double[N];
        double[] back = new double[N];
        double[] again = new double[N];
        for (int k = 0; k < 200; k++) {
            double[] z = point(random, k < 100 ? 1 : 5);
            layer.forward(parameters, z, y);
            layer.inverse(parameters, y, back);
            layer.forward(parameters, back, again);
            assertArrayEquals(y, again, 1e-9 * largest(y), "point " + k);
            if (k < 100) {
                assertArrayEquals(z, back, 1e-8, "point " + k);
            }
        }
    }

    private static double largest(double[] y) {
        return Math.max(1, Arrays.stream(y).map(Math::abs).max().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theLogDeterminantIsThatOfTheJacobian(Layer layer) {
        double[] parameters = parameters(layer, 0.5);
        double[] z = {0.3, -0.8, 1.1, -0.2};
        double[] up = new double[N];
        double[] down = new double[N];
        double[][] jacobian = new double[N][N];
        for (int j = 0; j < N; j++) {
            double kept = z[j];
            z[j] = kept + 1e-5;
            layer.forward(parameters, z, up);
            z[j] = kept - 1e-5;
            layer.forward(parameters, z, down);
            z[j] = kept;
            for (int i = 0; i < N; i++) {
                jacobian[i][j] = (up[i] - down[i]) / 2e-5;
            }
        }
        assertEquals(determinant(jacobian), StrictMath.exp(layer.forward(parameters, z, up)), 1e-6);
    }

    /** By expansion along the first row. */
    private static double determinant(double[][] a) {
        if (a.length == 1) {
            return a[0][0];
        }
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            int column = j;
            double[][] minor = Arrays.stream(a).skip(1).map(row -> dropping(row, column)).toArray(double[][]::new);
            sum += (j % 2 == 0 ? 1 : -1) * a[0][j] * determinant(minor);
        }
        return sum;
    }

    private static double[] dropping(double[] row, int column) {
        double[] rest = new double[row.length - 1];
        System.arraycopy(row, 0, rest, 0, column);
        System.arraycopy(row, column + 1, rest, column, rest.length - column);
        return rest;
    }

    /** The conditions of invertibility hold for any parameters. */
    @Test
    void extremeParametersStayInvertible() {
        double[] z = {0.5, -1, 2, 0.1};
        double[] y = new double[N];
        double[] back = new double[N];
        for (Layer layer : LAYERS.subList(0, 3)) {
            for (int seed = 0; seed < 20; seed++) {
                RandomStream random = RandomStream.of(seed);
                double[] parameters = new double[OFFSET + layer.parameterCount()];
                Arrays.setAll(parameters, i -> 2 * random.nextGaussian());
                assertTrue(Double.isFinite(layer.forward(parameters, z, y)));
                layer.inverse(parameters, y, back);
                assertArrayEquals(z, back, 1e-6);
            }
        }
    }

    /** Which input can change which output, seen from outside. */
    @Test
    void autoregressiveLayersLookBackOnly() {
        for (int reversed = 0; reversed < 2; reversed++) {
            Layer layer = new ConditionedLayer(Degrees.autoregressive(N, reversed), new AffineTransformer(), 9, 2,
                    OFFSET);
            double[] parameters = parameters(layer, 1);
            double[] z = {0.3, -0.8, 1.1, -0.2};
            double[] before = new double[N];
            double[] after = new double[N];
            layer.forward(parameters, z, before);
            for (int j = 0; j < N; j++) {
                double[] moved = z.clone();
                moved[j] += 0.5;
                layer.forward(parameters, moved, after);
                for (int i = 0; i < N; i++) {
                    boolean reaches = reversed == 0 ? j <= i : j >= i;
                    assertEquals(reaches, before[i] != after[i], j + " to " + i);
                }
            }
        }
    }

    @Test
    void couplingsTakeTurns() {
        assertArrayEquals(new int[] {1, 2, 1, 2, 1}, Degrees.coupling(5, 0));
        assertArrayEquals(new int[] {2, 1, 2, 1, 2}, Degrees.coupling(5, 1));
        assertArrayEquals(new int[] {1, 1, 1, 2, 2}, Degrees.coupling(5, 2));
        assertArrayEquals(new int[] {2, 2, 2, 1, 1}, Degrees.coupling(5, 3));
        assertArrayEquals(new int[] {1}, Degrees.coupling(1, 1));
    }

    /** Equal bins and unit slopes are the identity; outside of the bound nothing bends. */
    @Test
    void aSplineOfZerosIsTheIdentity() {
        SplineTransformer spline = new SplineTransformer(5, 3);
        double[] h = new double[spline.size()];
        for (double z : new double[] {-7, -3, -2.9, -0.3, 0, 1.7, 3, 10}) {
            assertEquals(z, spline.forward(z, h, 0), 1e-14);
            assertEquals(0, spline.logSlope, 1e-12);
        }
        Arrays.fill(h, 0, 14, 1.3);
        h[2] = -2;
        assertEquals(-3.5, spline.forward(-3.5, h, 0));
        assertEquals(4, spline.inverse(4, h, 0));
    }

    @Test
    void scalarEquationsAreSolvedToTheLastBits() {
        for (double r : new double[] {-0.999, -0.5, 0, 2, 50}) {
            for (double c : new double[] {-30, -1, 0, 0.2, 7}) {
                double a = TanhRoot.solve(r, 1, 0.4, c);
                assertEquals(c, a + r * StrictMath.tanh(a + 0.4), 1e-14 * Math.max(1, Math.abs(c) + r));
            }
        }
    }
}
