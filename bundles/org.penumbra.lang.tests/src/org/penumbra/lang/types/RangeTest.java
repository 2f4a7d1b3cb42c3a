package org.penumbra.lang.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.penumbra.distribution.Support;

/** Bounds must hold whatever the numbers are: drawn at random, no result may lie outside. */
class RangeTest {

    private final Random random = new Random(1);

    private Range range() {
        double a = random.nextInt(9) - 4;
        double b = random.nextInt(9) - 4;
        return new Range(random.nextInt(6) == 0 ? Double.NEGATIVE_INFINITY : Math.min(a, b),
                random.nextInt(6) == 0 ? Double.POSITIVE_INFINITY : Math.max(a, b));
    }

    private double in(Range range) {
        double low = Math.max(range.low(), -50);
        double high = Math.min(range.high(), 50);
        int edge = random.nextInt(5);
        return edge == 0 ? low : edge == 1 ? high : edge == 2 && low <= 0 && high >= 0 ? 0
                : low + random.nextDouble() * (high - low);
    }

    private void holds(String what, DoubleBinaryOperator exact, BinaryOperator<Range> bounds) {
        for (int i = 0; i < 20_000; i++) {
            Range a = range();
            Range b = range();
            double x = in(a);
            double y = in(b);
            double value = exact.applyAsDouble(x, y);
            Range result = bounds.apply(a, b);
            double slack = 1e-9 * Math.max(1, Math.abs(value));
            if (Double.isFinite(value)) {
                assertTrue(value >= result.low() - slack && value <= result.high() + slack,
                        () -> what + " of " + x + " in " + a + ", " + y + " in " + b + " is " + value
                                + ", not " + result);
            }
        }
    }

    @Test
    void arithmetic() {
        holds("+", (x, y) -> x + y, Range::plus);
        holds("-", (x, y) -> x - y, (a, b) -> a.plus(b.negate()));
        holds("*", (x, y) -> x * y, Range::times);
        holds("/", (x, y) -> x / y, Range::dividedBy);
        holds("^", Math::pow, Range::power);
        holds("^2", (x, y) -> Math.pow(x, 2), (a, b) -> a.power(Range.of(2)));
        holds("^-2", (x, y) -> Math.pow(x, -2), (a, b) -> a.power(Range.of(-2)));
        holds("abs", (x, y) -> Math.abs(x), (a, b) -> a.absolute());
        holds("union", (x, y) -> random.nextBoolean() ? x : y, Range::union);
    }

    @Test
    void functionsOfTheTable() {
        Map<String, DoubleUnaryOperator> exact = Map.ofEntries(Map.entry("exp", Math::exp), Map.entry("log", Math::log),
                Map.entry("sqrt", Math::sqrt), Map.entry("abs", Math::abs), Map.entry("square", x -> x * x),
                Map.entry("cube", x -> x * x * x), Map.entry("inv", x -> 1 / x), Map.entry("log1p", Math::log1p),
                Map.entry("expm1", Math::expm1), Map.entry("sin", Math::sin), Map.entry("cosh", Math::cosh),
                Map.entry("tanh", Math::tanh), Map.entry("floor", Math::floor), Map.entry("atan", Math::atan),
                Map.entry("expit", x -> 1 / (1 + Math.exp(-x))), Map.entry("softplus", x -> Math.log1p(Math.exp(x))),
                Map.entry("relu", x -> Math.max(x, 0)), Map.entry("sign", Math::signum), Map.entry("acos", Math::acos));
        exact.forEach((name, function) -> holds(name, (x, y) -> function.applyAsDouble(x),
                (a, b) -> BuiltIns.find(name).orElseThrow().range().apply(List.of(a))));
    }

    @Test
    void everyFunctionIsDocumented() {
        for (String name : BuiltIns.names()) {
            BuiltIn function = BuiltIns.find(name).orElseThrow();
            assertTrue(function.documentation().endsWith("."), name);
            assertFalse(function.takes(0), name);
            assertTrue(function.takes(function.required()), name);
        }
    }

    @Test
    void supports() {
        assertTrue(Range.of(-1).misses(Support.POSITIVE));
        assertTrue(Range.of(0).misses(Support.POSITIVE));
        assertFalse(Range.of(0).misses(Support.NONNEGATIVE));
        assertFalse(Range.NONNEGATIVE.mayLeave(Support.POSITIVE), "0 alone is no reason to warn");
        assertTrue(Range.ALL.mayLeave(Support.POSITIVE));
        assertTrue(new Range(1, 2).mayLeave(Support.parse("interval(0, 1.5)")));
        assertFalse(Range.ALL.mayLeave(Support.parse("interval(low, high)")), "bounds that are parameters");
        assertEquals(new Range(3, 4), Range.UNIT.intersect(new Range(3, 4)));
    }
}
