package org.penumbra.lang.types;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** What the bounds of the result of a function are, given those of its arguments. */
final class Ranges {

    static final Function<List<Range>, Range> ANY = ranges -> Range.ALL;
    static final Function<List<Range>, Range> SIZE = ranges -> Range.NONNEGATIVE;
    static final Function<List<Range>, Range> FRACTION = ranges -> Range.UNIT;
    static final Function<List<Range>, Range> WITHIN = ranges -> new Range(-1, 1);
    static final Function<List<Range>, Range> FIRST = ranges -> ranges.get(0);
    static final Function<List<Range>, Range> NEGATIVE = ranges -> new Range(Double.NEGATIVE_INFINITY, 0);
    static final Function<List<Range>, Range> UNION = ranges -> ranges.stream().reduce(Range::union).orElseThrow();
    static final Function<List<Range>, Range> SMALLEST = ranges -> ranges.stream()
            .reduce((a, b) -> new Range(Math.min(a.low(), b.low()), Math.min(a.high(), b.high()))).orElseThrow();
    static final Function<List<Range>, Range> LARGEST = ranges -> ranges.stream()
            .reduce((a, b) -> new Range(Math.max(a.low(), b.low()), Math.max(a.high(), b.high()))).orElseThrow();
    static final Function<List<Range>, Range> SUM = ranges -> new Range(
            ranges.get(0).low() < 0 ? Double.NEGATIVE_INFINITY : 0,
            ranges.get(0).high() > 0 ? Double.POSITIVE_INFINITY : 0);
    static final Function<List<Range>, Range> PRODUCT =
            ranges -> ranges.get(0).low() >= 0 ? Range.NONNEGATIVE : Range.ALL;

    private Ranges() {
    }

    static Function<List<Range>, Range> point(double value) {
        return ranges -> Range.of(value);
    }

    static Function<List<Range>, Range> of(Function<Range, Range> image) {
        return ranges -> image.apply(ranges.get(0));
    }

    /** The image under a function of the first argument that never falls. */
    static Function<List<Range>, Range> rising(DoubleUnaryOperator function) {
        return ranges -> ranges.get(0).rising(function);
    }
}
