package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;

/** Activations in registers of any width have the bits of one number after the other, before and after the JIT. */
class VectorActivationTest {

    private static final int COUNT = 1021;
    private static final int AROUND = 3;
    private static final int CALLS = 300;

    @BeforeEach
    void needsVectors() {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
    }

    private static double[] arguments() {
        SplittableRandom random = new SplittableRandom(4);
        DoubleStream special = DoubleStream.of(0, -0.0, 1, -1, 40, -40, 41, -41, 709, 710, -746, 1e300, -1e300,
                Double.MIN_VALUE, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        return DoubleStream.concat(special, random.doubles(COUNT, -6, 6)).limit(COUNT + AROUND).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void valuesAndSlopesHaveTheSameBits(Activation activation) {
        for (int width : new int[] {4, 8}) {
            ActivationLoop loop = VectorLoops.of(width).activation(activation);
            for (int call = 0; call < CALLS; call++) {
                assertArrayEquals(results(InnerLoops.SCALAR.activation(activation)), results(loop));
            }
        }
    }

    /** Values, adjoints, and what lies around them. */
    private static double[][] results(ActivationLoop loop) {
        double[] x = arguments();
        double[] y = new double[COUNT + 2 * AROUND];
        double[] adjoint = new SplittableRandom(5).doubles(COUNT + 2 * AROUND).toArray();
        loop.values(x, 1, y, 2, COUNT);
        loop.timesSlopes(x, 1, y, 2, adjoint, AROUND, COUNT);
        double[] inPlace = x.clone();
        loop.values(inPlace, 1, inPlace, 1, COUNT);
        assertArrayEquals(Arrays.copyOfRange(y, 2, 2 + COUNT), Arrays.copyOfRange(inPlace, 1, 1 + COUNT));
        return new double[][] {y, adjoint};
    }

    @ParameterizedTest
    @EnumSource(names = "GELU")
    void whatHasNoVectorFormStaysScalar(Activation activation) {
        assertSame(activation.scalar(), VectorLoops.of(8).activation(activation));
    }
}
