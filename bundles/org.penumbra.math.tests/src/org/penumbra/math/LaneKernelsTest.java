package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.math.activations.Activation;

/** The branchless forms, one number at a time, give the bits of the kernels. */
class LaneKernelsTest {

    private static final Lanewise<Double, Long, Boolean> ONE = new OneLane();

    enum Pair {
        EXP(Kernels::exp, x -> LaneKernels.exp(ONE, x)),
        EXPM1(Kernels::expm1, x -> LaneKernels.expm1(ONE, x)),
        LOG(Kernels::log, x -> LaneKernels.log(ONE, x)),
        LOG1P(Kernels::log1p, x -> LaneKernels.log1p(ONE, x)),
        EXPIT(Kernels::expit, x -> LaneKernels.expit(ONE, x)),
        SOFTPLUS(Kernels::softplus, x -> LaneKernels.softplus(ONE, x)),
        TANH(Kernels::tanh, x -> LaneKernels.tanh(ONE, x)),
        LOG_GAMMA(Kernels::logGamma, x -> LaneGamma.logGamma(ONE, x)),
        DIGAMMA(Kernels::digamma, x -> LaneGamma.digamma(ONE, x));

        private final DoubleUnaryOperator kernel;
        private final DoubleUnaryOperator lanes;

        Pair(DoubleUnaryOperator kernel, DoubleUnaryOperator lanes) {
            this.kernel = kernel;
            this.lanes = lanes;
        }
    }

    private static DoubleStream arguments() {
        SplittableRandom random = new SplittableRandom(1);
        DoubleStream special = DoubleStream.of(0, 1, 0.5, 2, 40, 40.5, 709.79, 710, 745.2, 746, 800, 1e16, 1e300,
                Double.MAX_VALUE, Double.MIN_VALUE, Double.MIN_NORMAL, Math.nextDown(Double.MIN_NORMAL),
                Math.nextDown(1.0), Math.nextUp(1.0), Math.sqrt(0.5), Math.sqrt(2), Double.POSITIVE_INFINITY,
                Double.NaN).flatMap(x -> DoubleStream.of(x, -x));
        DoubleStream drawn = DoubleStream.generate(() -> random.nextDouble(-1, 1) * StrictMath.exp(
                random.nextDouble(-40, 7))).limit(20_000);
        DoubleStream anyBits = random.longs(20_000).mapToDouble(Double::longBitsToDouble);
        DoubleStream seams = IntStream.rangeClosed(-12, 44).mapToDouble(k -> k / 4.0)
                .flatMap(x -> DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x)));
        DoubleStream moderate = DoubleStream.generate(() -> random.nextDouble(-4, 12)).limit(20_000);
        return Stream.of(special, drawn, anyBits, seams, moderate).flatMapToDouble(part -> part);
    }

    @ParameterizedTest
    @EnumSource
    void haveTheBitsOfTheKernels(Pair pair) {
        arguments().forEach(x -> assertEquals(pair.kernel.applyAsDouble(x), pair.lanes.applyAsDouble(x),
                () -> pair + " of " + x));
    }

    @ParameterizedTest
    @EnumSource
    void activationsHaveTheSameBits(Activation activation) {
        if (!activation.hasVectorForm()) {
            assertEquals(Activation.GELU, activation);
            return;
        }
        arguments().forEach(x -> {
            double y = activation.value(x);
            assertEquals(y, activation.value(ONE, x), () -> activation + " of " + x);
            assertEquals(activation.slope(x, y), activation.slope(ONE, x, y), () -> "slope at " + x);
        });
    }

    @Test
    void functionsOfTwoHaveTheBitsOfTheKernels() {
        double[] bases = arguments().toArray();
        double[] powers = arguments().toArray();
        for (int i = 0; i < bases.length; i++) {
            for (int step : new int[] {1, 17, 40_000}) {
                double x = i % 3 == 0 ? bases[i] : Math.abs(bases[i]);
                double y = powers[(i + step) % powers.length];
                assertEquals(Kernels.pow(x, y), LanePow.pow(ONE, x, y), () -> x + " to the power of " + y);
                double b = i % 5 == 0 ? y : Math.abs(y);
                assertEquals(Kernels.logBeta(x, b), LaneBeta.logBeta(ONE, x, b), () -> "B(" + x + ", " + b + ")");
            }
        }
    }

    private static final class OneLane implements Lanewise<Double, Long, Boolean> {

        @Override
        public Double constant(double value) {
            return value;
        }

        @Override
        public Double plus(Double a, Double b) {
            return a + b;
        }

        @Override
        public Double minus(Double a, Double b) {
            return a - b;
        }

        @Override
        public Double times(Double a, Double b) {
            return a * b;
        }

        @Override
        public Double over(Double a, Double b) {
            return a / b;
        }

        @Override
        public Double fma(Double a, Double b, Double c) {
            return Math.fma(a, b, c);
        }

        @Override
        public Double negate(Double a) {
            return -a;
        }

        @Override
        public Double abs(Double a) {
            return Math.abs(a);
        }

        @Override
        public Double min(Double a, Double b) {
            return Math.min(a, b);
        }

        @Override
        public Double max(Double a, Double b) {
            return Math.max(a, b);
        }

        @Override
        public Double copySign(Double magnitude, Double sign) {
            return Math.copySign(magnitude, sign);
        }

        @Override
        public Boolean less(Double a, Double b) {
            return a.doubleValue() < b;
        }

        @Override
        public Boolean lessOrEqual(Double a, Double b) {
            return a.doubleValue() <= b;
        }

        @Override
        public Boolean equal(Double a, Double b) {
            return a.doubleValue() == b.doubleValue();
        }

        @Override
        public Double select(Boolean condition, Double whenTrue, Double whenFalse) {
            return condition ? whenTrue : whenFalse;
        }

        @Override
        public Long bits(Double a) {
            return Double.doubleToRawLongBits(a);
        }

        @Override
        public Double fromBits(Long bits) {
            return Double.longBitsToDouble(bits);
        }

        @Override
        public Long add(Long a, long b) {
            return a + b;
        }

        @Override
        public Long subtract(Long a, Long b) {
            return a - b;
        }

        @Override
        public Long shiftLeft(Long a, int count) {
            return a << count;
        }

        @Override
        public Long shiftRight(Long a, int count) {
            return a >> count;
        }

        @Override
        public Double unless(Boolean rare, Fallback function, Double usual, List<Double> arguments) {
            double x = arguments.getFirst();
            return !rare ? usual : switch (function) {
                case LOG_GAMMA -> Kernels.logGamma(x);
                case DIGAMMA -> Kernels.digamma(x);
                case POW -> Kernels.pow(x, arguments.get(1));
                case LOG_BETA -> Kernels.logBeta(x, arguments.get(1));
            };
        }
    }
}
