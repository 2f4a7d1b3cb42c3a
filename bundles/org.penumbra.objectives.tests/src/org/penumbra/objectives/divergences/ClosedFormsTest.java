package org.penumbra.objectives.divergences;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.divergences.Divergence;

/** At scale 0 the textbook densities, elsewhere their integrals, and derivatives by differences. */
class ClosedFormsTest {

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    /** Closed form, parameters, and the density in the coordinate at 0.3 by the textbook. */
    static Stream<Arguments> pairs() {
        double y = Math.exp(0.3);
        return Stream.of(
                Arguments.of(new NormalPrior(), new double[] {0.7, 1.3},
                        Math.exp(-0.16 / (2 * 1.69)) / (1.3 * ROOT_TWO_PI)),
                Arguments.of(new LaplacePrior(), new double[] {0.7, 1.3}, Math.exp(-0.4 / 1.3) / 2.6),
                Arguments.of(new GumbelPrior(), new double[] {0.7, 1.3},
                        Math.exp(0.4 / 1.3 - Math.exp(0.4 / 1.3)) / 1.3),
                // Gamma(4) = 6.
                Arguments.of(new GammaPrior(), new double[] {4, 2}, 16 * Math.pow(y, 3) * Math.exp(-2 * y) / 6 * y),
                Arguments.of(new InverseGammaPrior(), new double[] {4, 2},
                        16 * Math.pow(y, -5) * Math.exp(-2 / y) / 6 * y),
                Arguments.of(new ExponentialPrior(), new double[] {1.4}, 1.4 * Math.exp(-1.4 * y) * y),
                Arguments.of(new HalfNormalPrior(), new double[] {1.7},
                        Math.sqrt(2 / Math.PI) / 1.7 * Math.exp(-y * y / (2 * 1.7 * 1.7)) * y),
                Arguments.of(new WeibullPrior(), new double[] {1.2, 1.5},
                        1.5 / 1.2 * Math.pow(y / 1.2, 0.5) * Math.exp(-Math.pow(y / 1.2, 1.5)) * y));
    }

    private static double at(Divergence pair, double location, double scale, double[] parameters) {
        return pair.expectedLogDensity(location, scale, parameters, 0, new double[2 + parameters.length]);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void withoutScaleItIsTheDensity(Divergence pair, double[] parameters, double density) {
        assertEquals(Math.log(density), at(pair, 0.3, 0, parameters), 1e-13);
    }

    /** The trapezoidal rule on 16 standard deviations; the kink of Laplace's density costs it digits. */
    @ParameterizedTest
    @MethodSource("pairs")
    void withScaleItIsTheMean(Divergence pair, double[] parameters, double density) {
        double step = 1e-4;
        double sum = 0;
        for (double z = -8; z <= 8; z += step) {
            sum += step * Math.exp(-0.5 * z * z) / ROOT_TWO_PI * at(pair, 0.2 + 0.6 * z, 0, parameters);
        }
        assertEquals(sum, at(pair, 0.2, 0.6, parameters), pair instanceof LaplacePrior ? 1e-7 : 1e-10);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void derivativesAgreeWithDifferences(Divergence pair, double[] parameters, double density) {
        for (double scale : new double[] {1e-3, 0.6}) {
            double[] gradient = new double[2 + parameters.length];
            pair.expectedLogDensity(0.2, scale, parameters, 0, gradient);
            assertEquals(slope(x -> at(pair, x, scale, parameters), 0.2), gradient[0], 1e-7);
            assertEquals(slope(x -> at(pair, 0.2, x, parameters), scale), gradient[1], 1e-7);
            for (int p = 0; p < parameters.length; p++) {
                double[] moved = parameters.clone();
                int which = p;
                assertEquals(slope(x -> {
                    moved[which] = x;
                    return at(pair, 0.2, scale, moved);
                }, parameters[p]), gradient[2 + p], 1e-7);
            }
        }
    }

    private static double slope(DoubleUnaryOperator function, double at) {
        return (function.applyAsDouble(at + 1e-5) - function.applyAsDouble(at - 1e-5)) / 2e-5;
    }

    @Test
    void parametersMayBeginAnywhere() {
        double[] gradient = new double[4];
        assertEquals(at(new NormalPrior(), 0.3, 0.2, new double[] {1, 2}), new NormalPrior().expectedLogDensity(0.3,
                0.2, new double[] {9, 9, 1, 2}, 2, gradient));
    }
}
