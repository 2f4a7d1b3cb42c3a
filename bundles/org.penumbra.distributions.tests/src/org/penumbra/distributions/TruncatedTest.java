package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.Truncated;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** Distribution functions as expressions, and what is built on them. */
class TruncatedTest {

    static Stream<Case> withCdf() {
        return Case.all().filter(member -> logCdf(member, 0.5) != null);
    }

    private static List<Expr> constants(double... parameters) {
        return Arrays.stream(parameters).mapToObj(value -> (Expr) Expr.of(value)).toList();
    }

    private static Double logCdf(Case member, double x) {
        return member.distribution().logCdf(Expr.of(x), constants(member.parameters()))
                .map(expression -> expression.constantValue().orElseThrow()).orElse(null);
    }

    private static double logSurvival(Case member, double x) {
        return member.distribution().logSurvival(Expr.of(x), constants(member.parameters())).orElseThrow()
                .constantValue().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("withCdf")
    void logarithmsOfBothTailsAgreeWithTheDistributionFunction(Case member) {
        for (double p : new double[] {1e-12, 1e-6, 0.01, 0.3, 0.5, 0.9, 1 - 1e-6}) {
            double x = member.quantile(p);
            assertEquals(StrictMath.log(member.cdf(x)), logCdf(member, x), 1e-9 * Math.abs(StrictMath.log(p)) + 1e-13);
            assertEquals(1, Math.exp(logCdf(member, x)) + Math.exp(logSurvival(member, x)), 1e-13);
        }
        if (Double.isFinite(member.low())) {
            assertEquals(Double.NEGATIVE_INFINITY, logCdf(member, member.low() - 1));
            assertEquals(0, logSurvival(member, member.low() - 1) + 0.0);
        }
        if (Double.isFinite(member.high())) {
            assertEquals(0, logCdf(member, member.high() + 1) + 0.0);
            assertEquals(Double.NEGATIVE_INFINITY, logSurvival(member, member.high() + 1));
        }
    }

    /** What is left of a case between two of its own quantiles, with its tail beyond the upper one. */
    private static Case between(Case member, double low, double high) {
        List<Signature.Parameter> parameters = IntStream.range(0, member.parameters().length)
                .mapToObj(i -> new Signature.Parameter("p" + i, Support.REAL, "", null)).toList();
        Support support = member.discrete() ? Support.integers(bound(member.low()), bound(member.high()))
                : Support.between(bound(member.low()), bound(member.high()));
        Signature inner = new Signature(parameters, support, member.discrete(), "", "", member::distribution);
        Signature cut = Truncated.signature(inner, bound(low), bound(high));
        double[] values = Arrays.copyOf(member.parameters(), cut.parameters().size());
        int position = member.parameters().length;
        if (Double.isFinite(low)) {
            values[position++] = low;
        }
        if (Double.isFinite(high)) {
            values[position] = high;
        }
        return new Case(cut.distribution().get(), member.discrete(), Math.max(low, member.low()),
                Math.min(high, member.high()), values);
    }

    private static Support.Bound bound(double value) {
        return Double.isFinite(value) ? new Support.Bound(null, value) : Support.Bound.NONE;
    }

    static Stream<Case> truncated() {
        double infinity = Double.POSITIVE_INFINITY;
        return withCdf().filter(member -> !member.discrete()).flatMap(member -> Stream.of(
                between(member, member.quantile(0.2), member.quantile(0.6)),
                between(member, -infinity, member.quantile(0.3)), between(member, member.quantile(0.7), infinity),
                between(member, member.quantile(1 - 1e-9), infinity),
                between(member, -infinity, member.quantile(1e-9)),
                between(member, member.quantile(1e-9), member.quantile(1e-8))));
    }

    @ParameterizedTest
    @MethodSource("truncated")
    void theDensityIntegratesToOne(Case member) {
        double width = member.quantile(0.75) - member.quantile(0.25);
        double middle = member.quantile(0.5);
        double total = Double.isFinite(member.low())
                ? Quadrature.integrate(member.density(), member.low(), member.high(), middle, width)
                : Quadrature.integrate(x -> member.density().applyAsDouble(-x), -member.high(), -member.low(), -middle,
                        width);
        assertEquals(1, total, 5e-6, "a kink between the bounds costs the quadrature digits");
    }

    static Stream<Case> truncatedCounts() {
        return withCdf().filter(Case::discrete).filter(member -> member.quantile(0.1) < member.quantile(0.9))
                .flatMap(member -> Stream.of(between(member, member.quantile(0.1) + 1, member.quantile(0.9)),
                        between(member, member.quantile(0.9), member.quantile(1 - 1e-9)),
                        between(member, member.quantile(0.1) + 0.5, member.quantile(0.9) + 0.5)));
    }

    /** Bounds are included, and need not be whole numbers. */
    @ParameterizedTest
    @MethodSource("truncatedCounts")
    void massesBetweenTheBoundsAddUpToOne(Case member) {
        double total = 0;
        for (double k = Math.ceil(member.low()); k <= member.high(); k++) {
            total += member.density(k);
            assertEquals(total, member.cdf(k), 1e-10);
        }
        assertEquals(1, total, 1e-10);
        RandomStream random = RandomStream.of(5);
        for (int i = 0; i < 200; i++) {
            double draw = member.distribution().sample(member.parameters(), random);
            assertTrue(draw == Math.rint(draw) && draw >= member.low() && draw <= member.high());
        }
    }

    @ParameterizedTest
    @MethodSource("truncated")
    void quantilesInvertTheDistributionFunction(Case member) {
        for (double p : new double[] {0.001, 0.25, 0.5, 0.99}) {
            double x = member.quantile(p);
            assertTrue(x >= member.low() && x <= member.high());
            assertEquals(p, member.cdf(x), 1e-6);
        }
    }

    /** Kolmogorov: sqrt(n) D exceeds 2.4 with probability 2e-5 for each case. */
    @ParameterizedTest
    @MethodSource("truncated")
    void drawsFollowTheDistributionFunction(Case member) {
        RandomStream random = RandomStream.of(5);
        double[] draws = new double[200];
        Arrays.setAll(draws, i -> member.distribution().sample(member.parameters(), random));
        Arrays.sort(draws);
        double largest = 0;
        for (int i = 0; i < draws.length; i++) {
            double cdf = member.cdf(draws[i]);
            largest = Math.max(largest, Math.max(cdf - (double) i / draws.length, (i + 1.0) / draws.length - cdf));
        }
        assertTrue(largest * Math.sqrt(draws.length) < 2.4, "D = " + largest);
    }
}
