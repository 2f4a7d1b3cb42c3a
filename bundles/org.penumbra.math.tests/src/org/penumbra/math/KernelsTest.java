package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KernelsTest {

    private static final int DRAWS = 400;

    /** A function, its exact value, and the largest error that is allowed, in ulp. */
    enum Kernel {
        EXP(Kernels::exp, Exact::exp, 0.8),
        EXPM1(Kernels::expm1, x -> Exact.exp(x).subtract(BigDecimal.ONE), 1),
        LOG(Kernels::log, Exact::log, 0.8),
        LOG1P(Kernels::log1p, Exact::log1p, 0.8),
        EXPIT(Kernels::expit, x -> Exact.quotient(BigDecimal.ONE, Exact.exp(x.negate()).add(BigDecimal.ONE)), 2.5),
        SOFTPLUS(Kernels::softplus, x -> Exact.log1p(Exact.exp(x)), 1.5),
        TANH(Kernels::tanh, Kernel::exactTanh, 3),
        SIN(Kernels::sin, Exact::sin, 0.85),
        COS(Kernels::cos, Exact::cos, 0.85);

        private final DoubleUnaryOperator function;
        private final UnaryOperator<BigDecimal> exact;
        private final double tolerance;

        Kernel(DoubleUnaryOperator function, UnaryOperator<BigDecimal> exact, double tolerance) {
            this.function = function;
            this.exact = exact;
            this.tolerance = tolerance;
        }

        double at(double x) {
            return function.applyAsDouble(x);
        }

        private static BigDecimal exactTanh(BigDecimal x) {
            BigDecimal square = Exact.exp(x.multiply(BigDecimal.TWO));
            return Exact.quotient(square.subtract(BigDecimal.ONE), square.add(BigDecimal.ONE));
        }

        /** Dense where the function changes its character, and random over everything that is finite. */
        double[] arguments() {
            SplittableRandom random = new SplittableRandom(ordinal());
            DoubleSupplier tiny = () -> StrictMath.exp(random.nextDouble(-36, 0));
            DoubleSupplier positive = () -> Double.longBitsToDouble(random.nextLong(1, 0x7FEFFFFFFFFFFFFFL));
            return switch (this) {
                case EXP -> all(grid(-745.1, 709.78), draw(() -> random.nextDouble(-1, 1)), draw(tiny));
                case EXPM1 -> all(grid(-45, 709.78), draw(() -> random.nextDouble(-2, 2)), draw(tiny),
                        draw(() -> -tiny.getAsDouble()), draw(() -> random.nextDouble(-41, 41)));
                case LOG -> all(grid(0.5, 2.5), draw(positive), draw(() -> 1 + tiny.getAsDouble()),
                        draw(() -> 1 - 0.9 * tiny.getAsDouble()), draw(() -> random.nextLong(1, 1L << 52) * 0x1p-1074));
                case LOG1P -> all(grid(-0.999, 3), draw(positive), draw(tiny), draw(() -> -0.999 * tiny.getAsDouble()),
                        new double[] {0x1p53, 0x1p53 - 1, Math.nextUp(-1.0)});
                case EXPIT, SOFTPLUS -> all(grid(-60, 60), grid(-700, -40), draw(() -> random.nextDouble(-2, 2)));
                case SIN, COS -> all(grid(-10, 10), grid(-1.6e6, 1.7e6), draw(() -> random.nextDouble(-1, 1)),
                        draw(tiny), nearMultiplesOfHalfPi());
                case TANH -> all(grid(-25, 25), draw(() -> random.nextDouble(-1, 1)), draw(tiny));
            };
        }
    }

    private static double[] nearMultiplesOfHalfPi() {
        return IntStream.rangeClosed(1, DRAWS).mapToDouble(n -> n * n * 6.5 * Math.PI / 2).toArray();
    }

    private static double[] all(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(DoubleStream::of).filter(x -> x != 0).toArray();
    }

    private static double[] grid(double from, double to) {
        return IntStream.rangeClosed(0, DRAWS).mapToDouble(i -> from + (to - from) * i / DRAWS).toArray();
    }

    private static double[] draw(DoubleSupplier argument) {
        return DoubleStream.generate(argument).limit(DRAWS).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void isAccurateInUnitsOfTheLastPlace(Kernel kernel) {
        for (double x : kernel.arguments()) {
            double value = kernel.at(x);
            double error = Exact.ulps(value, kernel.exact.apply(new BigDecimal(x)));
            assertTrue(error <= kernel.tolerance, () -> kernel + "(" + x + ") = " + value + " is off by " + error);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TANH", "SIN", "COS"}, mode = EnumSource.Mode.EXCLUDE)
    void neverDecreasesFromOneNumberToTheNext(Kernel kernel) {
        double[] starts = kernel.arguments();
        for (int i = 0; i < starts.length; i += 7) {
            double x = starts[i];
            for (int step = 0; step < 300; step++) {
                double left = x;
                x = Math.nextUp(x);
                double right = x;
                assertTrue(kernel.at(left) <= kernel.at(right), () -> kernel + " decreases after " + left);
            }
        }
    }

    /** Interpreted, from C1 or C2, on this machine or another: the bits behind these hashes stay the same. */
    @ParameterizedTest
    @CsvSource({"EXP, 509098229", "EXPM1, 1827620353", "LOG, -359119208", "LOG1P, 279743649", "EXPIT, 1640355770",
        "SOFTPLUS, 1016894239", "TANH, -1517002743", "SIN, -677353703", "COS, 664464402"})
    void givesTheSameBitsInEveryTierOnEveryMachine(Kernel kernel, int hash) {
        double[] arguments = kernel.arguments();
        for (int pass = 0; pass < 50; pass++) {
            assertEquals(hash, Arrays.hashCode(Arrays.stream(arguments).map(kernel::at).toArray()));
        }
    }

    @ParameterizedTest(name = "{0}({1}) = {2}")
    @CsvSource({
        "EXP, 0, 1", "EXP, -0.0, 1", "EXP, Infinity, Infinity", "EXP, -Infinity, 0", "EXP, NaN, NaN",
        "EXP, 709, 8.218407461554972E307", "EXP, 709.79, Infinity", "EXP, 1E308, Infinity",
        "EXP, -745.2, 0", "EXP, -745.13, 4.9E-324", "EXP, -1E308, 0", "EXP, 1, 2.718281828459045",
        "EXPM1, 0, 0", "EXPM1, -0.0, -0.0", "EXPM1, Infinity, Infinity", "EXPM1, -Infinity, -1", "EXPM1, NaN, NaN",
        "EXPM1, 4.9E-324, 4.9E-324", "EXPM1, -1E-300, -1E-300", "EXPM1, 710, Infinity",
        "LOG, 0, -Infinity", "LOG, -0.0, -Infinity", "LOG, 1, 0", "LOG, Infinity, Infinity", "LOG, -1, NaN",
        "LOG, -Infinity, NaN", "LOG, NaN, NaN", "LOG, 4.9E-324, -744.4400719213812",
        "LOG, 1.7976931348623157E308, 709.782712893384", "LOG, 2.718281828459045, 1", "LOG, -4.9E-324, NaN",
        "LOG1P, 0, 0", "LOG1P, -0.0, -0.0", "LOG1P, -1, -Infinity", "LOG1P, Infinity, Infinity", "LOG1P, NaN, NaN",
        "LOG1P, -1.5, NaN", "LOG1P, -Infinity, NaN", "LOG1P, 4.9E-324, 4.9E-324", "LOG1P, -1E-310, -1E-310",
        "LOG1P, 1.7976931348623157E308, 709.782712893384",
        "EXPIT, Infinity, 1", "EXPIT, -Infinity, 0", "EXPIT, 0, 0.5", "EXPIT, NaN, NaN", "EXPIT, -745.13, 4.9E-324",
        "SOFTPLUS, Infinity, Infinity", "SOFTPLUS, -Infinity, 0", "SOFTPLUS, 0, 0.6931471805599453",
        "SOFTPLUS, NaN, NaN", "SOFTPLUS, 1000, 1000", "SOFTPLUS, -745.13, 4.9E-324",
        "SIN, 0, 0", "SIN, -0.0, -0.0", "SIN, Infinity, NaN", "SIN, NaN, NaN", "SIN, 4.9E-324, 4.9E-324",
        "SIN, 1E22, -0.8522008497671888", "COS, 0, 1", "COS, -0.0, 1", "COS, -Infinity, NaN", "COS, NaN, NaN",
        "COS, 1E22, 0.523214785395139", "COS, 1.5707963267948966, 6.123233995736766E-17",
        "TANH, -0.0, -0.0", "TANH, 0, 0", "TANH, Infinity, 1", "TANH, -Infinity, -1", "TANH, NaN, NaN",
        "TANH, -1E-300, -1E-300"})
    void knowsTheEdges(Kernel kernel, double x, double expected) {
        assertEquals(expected, kernel.at(x));
    }
}
