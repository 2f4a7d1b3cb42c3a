package org.penumbra.lang.types;

import static org.penumbra.lang.types.ElementType.BOOL;
import static org.penumbra.lang.types.ElementType.INT;
import static org.penumbra.lang.types.ElementType.REAL;
import static org.penumbra.lang.types.ElementType.UNKNOWN;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.penumbra.lang.types.BuiltIn.Rule;

/** The table of functions: one line each. What the compiler cannot lower yet, it says itself. */
public final class BuiltIns {

    private static final Function<List<Range>, Range> ANY = ranges -> Range.ALL;
    private static final Function<List<Range>, Range> SIZE = ranges -> Range.NONNEGATIVE;
    private static final Function<List<Range>, Range> FRACTION = ranges -> Range.UNIT;
    private static final Function<List<Range>, Range> WITHIN = ranges -> new Range(-1, 1);
    private static final Function<List<Range>, Range> FIRST = ranges -> ranges.get(0);
    private static final Function<List<Range>, Range> SMALLEST = ranges -> ranges.stream()
            .reduce((a, b) -> new Range(Math.min(a.low(), b.low()), Math.min(a.high(), b.high()))).orElse(Range.ALL);
    private static final Function<List<Range>, Range> LARGEST = ranges -> ranges.stream()
            .reduce((a, b) -> new Range(Math.max(a.low(), b.low()), Math.max(a.high(), b.high()))).orElse(Range.ALL);
    private static final Range FROM_MINUS_ONE = new Range(-1, Double.POSITIVE_INFINITY);

    private static final Map<String, BuiltIn> TABLE = new TreeMap<>();

    static {
        // Elementwise, one argument: name, range of the result, domain, documentation.
        map("abs", UNKNOWN, of(Range::absolute), Range.ALL, "The size of x.");
        map("square", UNKNOWN, of(x -> x.power(Range.of(2))), Range.ALL, "x times x.");
        map("exp", REAL, rising(StrictMath::exp), Range.ALL, "e to the power x.");
        map("expm1", REAL, rising(StrictMath::expm1), Range.ALL, "exp(x) - 1, exact near 0.");
        map("log", REAL, rising(StrictMath::log), Range.NONNEGATIVE, "The natural logarithm.");
        map("log1p", REAL, rising(StrictMath::log1p), FROM_MINUS_ONE, "log(1 + x), exact near 0.");
        map("log2", REAL, ANY, Range.NONNEGATIVE, "The logarithm to base 2.");
        map("log10", REAL, rising(StrictMath::log10), Range.NONNEGATIVE, "The logarithm to base 10.");
        map("sqrt", REAL, rising(x -> StrictMath.sqrt(Math.max(x, 0))), Range.NONNEGATIVE, "The square root.");
        map("inv", REAL, of(x -> Range.of(1).dividedBy(x)), Range.ALL, "1 / x.");
        map("cube", UNKNOWN, of(x -> x.power(Range.of(2)).times(x)), Range.ALL, "x times x times x.");
        map("cbrt", REAL, rising(StrictMath::cbrt), Range.ALL, "The cube root.");
        map("sin", REAL, WITHIN, Range.ALL, "The sine of an angle in radians.");
        map("cos", REAL, WITHIN, Range.ALL, "The cosine of an angle in radians.");
        map("tan", REAL, ANY, Range.ALL, "The tangent of an angle in radians.");
        map("asin", REAL, ANY, new Range(-1, 1), "The angle whose sine is x.");
        map("acos", REAL, SIZE, new Range(-1, 1), "The angle whose cosine is x.");
        map("atan", REAL, rising(StrictMath::atan), Range.ALL, "The angle whose tangent is x.");
        map("sinh", REAL, rising(StrictMath::sinh), Range.ALL, "The hyperbolic sine.");
        map("cosh", REAL, SIZE, Range.ALL, "The hyperbolic cosine.");
        map("tanh", REAL, rising(StrictMath::tanh), Range.ALL, "The hyperbolic tangent.");
        map("expit", REAL, FRACTION, Range.ALL, "1 / (1 + exp(-x)), the inverse of logit.");
        map("invLogit", REAL, FRACTION, Range.ALL, "The same as expit.");
        map("sigmoid", REAL, FRACTION, Range.ALL, "The same as expit.");
        map("logit", REAL, ANY, Range.UNIT, "log(p / (1 - p)).");
        map("softplus", REAL, SIZE, Range.ALL, "log(1 + exp(x)).");
        map("log1pExp", REAL, SIZE, Range.ALL, "The same as softplus.");
        map("log1mExp", REAL, ANY, new Range(Double.NEGATIVE_INFINITY, 0), "log(1 - exp(x)).");
        map("logExpit", REAL, ANY, Range.ALL, "log(expit(x)).");
        map("logSigmoid", REAL, ANY, Range.ALL, "log(expit(x)).");
        map("relu", REAL, of(x -> x.rising(v -> Math.max(v, 0))), Range.ALL, "x where it is positive, else 0.");
        map("gamma", REAL, ANY, Range.ALL, "The gamma function.");
        map("lgamma", REAL, ANY, Range.ALL, "The logarithm of the size of the gamma function.");
        map("logGamma", REAL, ANY, Range.ALL, "The same as lgamma.");
        map("digamma", REAL, ANY, Range.ALL, "The derivative of lgamma.");
        map("trigamma", REAL, ANY, Range.ALL, "The derivative of digamma.");
        map("erf", REAL, WITHIN, Range.ALL, "The error function.");
        map("erfc", REAL, ranges -> new Range(0, 2), Range.ALL, "1 - erf(x), exact for large x.");
        map("Phi", REAL, FRACTION, Range.ALL, "The standard normal distribution function.");
        map("logPhi", REAL, ANY, Range.ALL, "log(Phi(x)), exact for small x.");
        map("invPhi", REAL, ANY, Range.UNIT, "The standard normal quantile.");
        map("floor", INT, rising(Math::floor), Range.ALL, "The largest integer that is not above x.");
        map("ceil", INT, rising(Math::ceil), Range.ALL, "The smallest integer that is not below x.");
        map("round", INT, rising(Math::rint), Range.ALL, "The nearest integer.");
        map("sign", INT, WITHIN, Range.ALL, "-1, 0 or 1.");
        map("step", INT, FRACTION, Range.ALL, "1 where x is at least 0, else 0.");
        map("isNaN", BOOL, FRACTION, Range.ALL, "Whether x is not a number.");

        // Elementwise, several arguments.
        two("pow", REAL, ranges -> ranges.get(0).power(ranges.get(1)), "x to the power y.", "x", "y");
        two("fmod", REAL, ANY, "The remainder of x / y with the sign of x.", "x", "y");
        two("atan2", REAL, ANY, "The angle of the point (x, y).", "y", "x");
        two("hypot", REAL, SIZE, "sqrt(x^2 + y^2).", "x", "y");
        two("beta", REAL, SIZE, "The beta function.", "a", "b");
        two("lbeta", REAL, ANY, "The logarithm of the beta function.", "a", "b");
        two("choose", REAL, SIZE, "n over k.", "n", "k");
        two("lchoose", REAL, ANY, "The logarithm of n over k.", "n", "k");
        two("logAddExp", REAL, ANY, "log(exp(x) + exp(y)).", "x", "y");
        two("where", UNKNOWN, ranges -> ranges.get(1).union(ranges.get(2)),
                "x where the condition holds, else y.", "condition", "x", "y");

        // From arrays.
        reduce("sum", UNKNOWN, ranges -> new Range(ranges.get(0).low() < 0 ? Double.NEGATIVE_INFINITY : 0,
                ranges.get(0).high() > 0 ? Double.POSITIVE_INFINITY : 0), "The sum of all elements.");
        reduce("prod", UNKNOWN, ranges -> ranges.get(0).low() >= 0 ? Range.NONNEGATIVE : Range.ALL,
                "The product of all elements.");
        reduce("mean", REAL, FIRST, "The average of all elements.");
        reduce("sd", REAL, SIZE, "The standard deviation of all elements, with n - 1.");
        reduce("variance", REAL, SIZE, "The variance of all elements, with n - 1.");
        reduce("logSumExp", REAL, ANY, "log(sum(exp(x))).");
        reduce("norm", REAL, SIZE, "The Euclidean length.");
        reduce("size", INT, SIZE, "The number of elements.");
        reduce("length", INT, SIZE, "The same as size.");
        reduce("numberOfRows", INT, SIZE, "The first extent.");
        reduce("numberOfColumns", INT, SIZE, "The second extent.");
        reduce("determinant", REAL, ANY, "The determinant of a square matrix.");
        reduce("logDeterminant", REAL, ANY, "The logarithm of the size of the determinant.");
        reduce("trace", REAL, ANY, "The sum of the diagonal.");
        several("min", SMALLEST, "The smallest element, or elementwise the smallest argument.");
        several("max", LARGEST, "The largest element, or elementwise the largest argument.");
        add("dot", Rule.DOT, 2, false, REAL, ANY, "The scalar product of two vectors.", "x", "y");
        same("softmax", FRACTION, "exp(x) scaled to sum 1.");
        same("logSoftmax", ANY, "The logarithm of softmax.");
        same("cumulativeSum", ANY, "Sums of the first elements.");
        same("sort", FIRST, "The elements in ascending order.");
        same("reverse", FIRST, "The elements from last to first.");

        // To arrays.
        add("zeros", Rule.FILL, 1, true, REAL, ranges -> Range.of(0), "An array of zeros.", "n");
        add("ones", Rule.FILL, 1, true, REAL, ranges -> Range.of(1), "An array of ones.", "n");
        add("rep", Rule.REPEAT, 2, true, UNKNOWN, FIRST, "An array of one value.", "value", "n");
        add("identity", Rule.SQUARE, 1, false, REAL, FRACTION, "The identity matrix.", "n");
        opaque("diagonal", 1, "The matrix with this diagonal.", "x");
        same("cholesky", ANY, "The lower triangular factor of a positive definite matrix.");
        opaque("solve", 2, "The solution of a linear system.", "matrix", "b");
        opaque("inverse", 1, "The inverse of a matrix.", "matrix");
        opaque("ode", 4, "States of a differential equation at times, by RK45.", "f", "start", "t0", "times", "theta");
        opaque("odeStiff", 4, "The same by an implicit method.", "f", "start", "t0", "times", "theta");
        opaque("Dense", 1, "A dense layer of a network.", "units", "activation");
    }

    private BuiltIns() {
    }

    public static Optional<BuiltIn> find(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    /** All names, sorted. */
    public static Collection<String> names() {
        return TABLE.keySet();
    }

    private static Function<List<Range>, Range> of(Function<Range, Range> image) {
        return ranges -> image.apply(ranges.get(0));
    }

    private static Function<List<Range>, Range> rising(DoubleUnaryOperator function) {
        return ranges -> ranges.get(0).rising(function);
    }

    private static void map(String name, ElementType element, Function<List<Range>, Range> range, Range domain,
            String documentation) {
        put(new BuiltIn(name, List.of("x"), 1, false, Rule.ELEMENTWISE, element, range, domain, documentation));
    }

    private static void two(String name, ElementType element, Function<List<Range>, Range> range,
            String documentation, String... parameters) {
        add(name, Rule.ELEMENTWISE, parameters.length, false, element, range, documentation, parameters);
    }

    private static void reduce(String name, ElementType element, Function<List<Range>, Range> range,
            String documentation) {
        add(name, Rule.REDUCE, 1, false, element, range, documentation, "x");
    }

    private static void several(String name, Function<List<Range>, Range> range, String documentation) {
        add(name, Rule.REDUCE_OR_ELEMENTWISE, 1, true, UNKNOWN, range, documentation, "x");
    }

    private static void same(String name, Function<List<Range>, Range> range, String documentation) {
        add(name, Rule.SAME, 1, false, REAL, range, documentation, "x");
    }

    private static void opaque(String name, int required, String documentation, String... parameters) {
        add(name, Rule.OPAQUE, required, false, REAL, ANY, documentation, parameters);
    }

    private static void add(String name, Rule rule, int required, boolean variadic, ElementType element,
            Function<List<Range>, Range> range, String documentation, String... parameters) {
        put(new BuiltIn(name, List.of(parameters), required, variadic, rule, element, range, Range.ALL,
                documentation));
    }

    private static void put(BuiltIn function) {
        if (TABLE.put(function.name(), function) != null) {
            throw new IllegalStateException("function " + function.name() + " is in the table twice");
        }
    }
}
