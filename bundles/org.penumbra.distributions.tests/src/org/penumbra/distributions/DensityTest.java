package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.expression.Expr;

/** What densities, moments, distribution functions and quantiles say of each other. */
class DensityTest {

    private static final double[] PROBABILITIES = {1e-9, 1e-4, 0.025, 0.2, 0.5, 0.77, 0.975, 0.9999, 1 - 1e-9};

    static double expectation(Case member, DoubleUnaryOperator f) {
        DoubleUnaryOperator mass = member.density();
        if (!member.discrete()) {
            return Quadrature.integrate(x -> {
                double density = mass.applyAsDouble(x);
                return density == 0 ? 0 : density * f.applyAsDouble(x);
            }, member.low(), member.high(), member.kink(), member.width());
        }
        double last = Math.min(member.high(), 2 * member.quantile(1 - 1e-12) + 50);
        return DoubleStream.iterate(0, x -> x <= last, x -> x + 1)
                .map(x -> mass.applyAsDouble(x) * f.applyAsDouble(x)).sum();
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#all")
    void densityIntegratesToOne(Case member) {
        assertEquals(1, expectation(member, x -> 1), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#all")
    void momentsAreThoseOfTheDensity(Case member) {
        double mean = member.mean();
        if (Double.isFinite(mean) && Double.isFinite(member.variance())) {
            double sd = Math.sqrt(member.variance());
            assertEquals(mean, expectation(member, x -> x), 1e-9 * (Math.abs(mean) + sd));
            assertEquals(sd * sd, expectation(member, x -> (x - mean) * (x - mean)), 1e-7 * sd * sd);
        }
    }

    /** Where a moment is infinite, or does not exist for Cauchy's, its part within [-b, b] keeps growing with b. */
    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#continuous")
    void missingMomentsDiverge(Case member) {
        boolean noFormula = Double.isNaN(member.variance()) && !(member.distribution() instanceof Cauchy);
        if (noFormula) {
            return;
        }
        if (!Double.isFinite(member.variance())) {
            assertTrue(truncated(member, 2, 1e8) > 1.5 * truncated(member, 2, 1e4));
        }
        if (!Double.isFinite(member.mean())) {
            assertTrue(truncated(member, 1, 1e8) > 1.5 * truncated(member, 1, 1e4));
        }
    }

    private static double truncated(Case member, int order, double bound) {
        double centre = member.quantile(0.5);
        return expectation(member, x -> Math.abs(x) < bound ? StrictMath.pow(Math.abs(x - centre), order) : 0);
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#continuous")
    void distributionFunctionIsTheIntegralOfTheDensity(Case member) {
        for (double p : new double[] {0.01, 0.2, 0.45, 0.9, 0.99}) {
            double x = member.quantile(p);
            double room = Math.min(x - member.low(), member.high() - x);
            double h = 1e-4 * Math.min(room, member.quantile(0.9) - member.quantile(0.1));
            double slope = (member.cdf(x + h) - member.cdf(x - h)) / (2 * h);
            assertEquals(member.density(x), slope, 2e-6 * member.density(x));
        }
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#counted")
    void distributionFunctionIsTheSumOfTheMasses(Case member) {
        DoubleUnaryOperator mass = member.density();
        double sum = 0;
        double last = Math.min(member.high(), member.quantile(1 - 1e-9));
        for (double x = 0; x <= last; x++) {
            sum += mass.applyAsDouble(x);
            assertEquals(sum, member.cdf(x), 1e-11);
            assertEquals(member.cdf(x), member.cdf(x + 0.5));
        }
        assertEquals(0, member.cdf(-0.5));
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#all")
    void quantileIsTheSmallestThatReachesTheProbability(Case member) {
        for (double p : PROBABILITIES) {
            double x = member.quantile(p);
            if (member.discrete()) {
                assertTrue(member.cdf(x) >= p && (x == member.low() || member.cdf(x - 1) < p), () -> x + " for " + p);
            } else {
                assertEquals(p, member.cdf(x), 1e-9 * Math.min(p, 1 - p) + 2e-15);
            }
        }
        assertEquals(member.low(), member.quantile(0));
    }

    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#all")
    void densityVanishesOutsideOfTheSupport(Case member) {
        if (Double.isFinite(member.low())) {
            assertEquals(Double.NEGATIVE_INFINITY, member.logDensity(member.low() - 1));
            assertEquals(0, member.cdf(member.low() - 1));
        }
        if (Double.isFinite(member.high())) {
            assertEquals(Double.NEGATIVE_INFINITY, member.logDensity(member.high() + 1));
            assertEquals(1, member.cdf(member.high() + 1));
        }
        if (member.discrete()) {
            assertEquals(Double.NEGATIVE_INFINITY, member.logDensity(0.5));
        }
    }

    /** Symbolic derivatives, by x and by every parameter, against central differences. */
    @ParameterizedTest
    @MethodSource("org.penumbra.distributions.Case#all")
    void gradientAgreesWithFiniteDifferences(Case member) {
        Expr expression = member.expression();
        for (double p : new double[] {0.003, 0.3, 0.6, 0.99}) {
            double x = member.quantile(p);
            if (!member.discrete()) {
                double slope = difference(x, shifted -> member.logDensity(shifted));
                assertClose(slope, Case.evaluate(Gradient.of(expression, Case.x()), x, member.parameters()));
            }
            for (int i = 0; i < member.parameters().length; i++) {
                double slope = slope(member, expression, x, i);
                Expr partial = Gradient.of(expression, Case.parameter(i));
                if (Double.isFinite(slope)) {
                    assertClose(slope, Case.evaluate(partial, x, member.parameters()));
                }
            }
        }
    }

    /** By a parameter; infinite where a step leaves the support, as that of a number of trials does at x = n. */
    private static double slope(Case member, Expr expression, double x, int position) {
        return difference(member.parameters()[position], value -> {
            double[] parameters = member.parameters().clone();
            parameters[position] = value;
            return Case.evaluate(expression, x, parameters);
        });
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, 1e-5 * Math.max(0.1, Math.abs(expected)));
    }

    private static double difference(double at, DoubleUnaryOperator f) {
        double h = 1e-6 * Math.max(Math.abs(at), 1e-3);
        return (f.applyAsDouble(at + h) - f.applyAsDouble(at - h)) / (2 * h);
    }
}
