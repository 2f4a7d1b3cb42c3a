package org.penumbra.compiler.lower;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Interval analysis: bounds that the value of an expression cannot leave, whatever the latent sites are. What it cannot
 * see it takes for unbounded, so that a proof is a proof.
 */
public final class Range {

    /**
     * @param low smallest possible value
     * @param high largest possible value
     * @param open whether both ends are never reached
     */
    public record Interval(double low, double high, boolean open) {
        static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

        /** Whether 0 and what lies below it are never reached. */
        public boolean isPositive() {
            return low > 0 || low == 0 && open;
        }
    }

    private final Map<Array, double[]> data;
    private final Map<Index, Loop> loops;
    private final Map<Expr, Interval> known = new IdentityHashMap<>();
    private final Map<Array, Interval> arrays = new HashMap<>();

    Range(Binding binding, Iterable<Loop> loops) {
        this(binding.data(), loops);
        arrays.putAll(binding.bounds());
    }

    /** With what is known of arrays that are not data. */
    public Range(Map<Array, double[]> data, Map<Array, Interval> known, Iterable<Loop> loops) {
        this(data, loops);
        arrays.putAll(known);
    }

    private Range(Map<Array, double[]> data, Iterable<Loop> loops) {
        this.data = data;
        this.loops = new HashMap<>();
        loops.forEach(loop -> this.loops.put(loop.index(), loop));
    }

    /** Whether every value lies in a support whose bounds are numbers. */
    boolean isWithin(Expr expression, Support support) {
        if (support.kind() == Support.Kind.REAL) {
            return true;
        }
        Interval range = of(expression);
        boolean above = support.kind() == Support.Kind.POSITIVE ? range.isPositive()
                : support.lower().isNone() || range.low >= support.lower().value();
        return above && (support.upper().isNone() || range.high <= support.upper().value())
                && (!support.isDiscrete() || isWhole(expression));
    }

    private boolean isWhole(Expr expression) {
        return switch (expression) {
            case Constant constant -> constant.value() == Math.rint(constant.value());
            case Index index -> true;
            case Element element -> element.array().role() == Array.Role.DISCRETE
                    || element.array().role() == Array.Role.DATA
                    && Arrays.stream(data.get(element.array())).allMatch(value -> value == Math.rint(value));
            default -> false;
        };
    }

    /** Bounds of an expression. */
    public Interval of(Expr expression) {
        Interval range = known.get(expression);
        if (range == null) {
            range = compute(expression);
            known.put(expression, range);
        }
        return range;
    }

    private Interval compute(Expr expression) {
        return switch (expression) {
            case Constant constant -> new Interval(constant.value(), constant.value(), false);
            case Index index -> loop(index);
            case Element element -> element.array().role() == Array.Role.DATA ? array(element.array())
                    : arrays.getOrDefault(element.array(), Interval.ALL);
            case Apply apply -> apply(apply);
            case Sum sum -> sum(sum);
        };
    }

    /** Of parts that are not negative; whether there are any is not known. */
    private Interval sum(Sum sum) {
        loops.put(sum.loop().index(), sum.loop());
        Interval body = of(sum.body());
        boolean some = of(sum.loop().lower()).high <= of(sum.loop().upper()).low;
        return body.low >= 0 ? new Interval(0, Double.POSITIVE_INFINITY, some && body.isPositive()) : Interval.ALL;
    }

    private Interval loop(Index index) {
        Loop loop = loops.get(index);
        return loop == null ? Interval.ALL : new Interval(of(loop.lower()).low, of(loop.upper()).high, false);
    }

    private Interval array(Array array) {
        return arrays.computeIfAbsent(array, key -> new Interval(
                Arrays.stream(data.get(key)).min().orElse(Double.NEGATIVE_INFINITY),
                Arrays.stream(data.get(key)).max().orElse(Double.POSITIVE_INFINITY), false));
    }

    private Interval apply(Apply apply) {
        Interval a = of(apply.argument(0));
        return switch (apply.op()) {
            case EXP -> new Interval(0, Double.POSITIVE_INFINITY, true);
            case SOFTPLUS -> new Interval(0, Double.POSITIVE_INFINITY, true);
            case EXPIT, NORMAL_CDF -> new Interval(0, 1, true);
            case SQUARE, ABS -> new Interval(0, Double.POSITIVE_INFINITY, apply.op() == Op.SQUARE && a.isPositive());
            case SQRT -> new Interval(0, Double.POSITIVE_INFINITY, a.isPositive());
            case POW -> a.isPositive() ? new Interval(0, Double.POSITIVE_INFINITY, true) : Interval.ALL;
            case NEG -> new Interval(-a.high, -a.low, a.open);
            case ADD -> sum(a, of(apply.argument(1)));
            case SUB -> {
                Interval b = of(apply.argument(1));
                yield sum(a, new Interval(-b.high, -b.low, b.open));
            }
            case MUL -> product(a, of(apply.argument(1)));
            case DIV -> quotient(a, of(apply.argument(1)));
            case SELECT -> union(of(apply.argument(1)), of(apply.argument(2)));
            default -> Interval.ALL;
        };
    }

    private static Interval sum(Interval a, Interval b) {
        return checked(a.low + b.low, a.high + b.high, a.open || b.open);
    }

    private static Interval product(Interval a, Interval b) {
        if (a.low >= 0 && b.low >= 0) {
            return checked(a.low * b.low, a.high * b.high, a.isPositive() && b.isPositive());
        }
        double[] corners = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
        return Arrays.stream(corners).anyMatch(Double::isNaN) ? Interval.ALL
                : checked(Arrays.stream(corners).min().getAsDouble(), Arrays.stream(corners).max().getAsDouble(),
                        false);
    }

    private static Interval quotient(Interval a, Interval b) {
        return a.low >= 0 && b.isPositive()
                ? new Interval(0, Double.POSITIVE_INFINITY, a.isPositive()) : Interval.ALL;
    }

    private static Interval union(Interval a, Interval b) {
        return new Interval(Math.min(a.low, b.low), Math.max(a.high, b.high), a.open && b.open);
    }

    private static Interval checked(double low, double high, boolean open) {
        return new Interval(Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low,
                Double.isNaN(high) ? Double.POSITIVE_INFINITY : high, open);
    }
}
