package org.penumbra.lang.types;

import static org.penumbra.lang.types.ElementType.BOOL;
import static org.penumbra.lang.types.ElementType.INT;
import static org.penumbra.lang.types.ElementType.REAL;
import static org.penumbra.lang.types.ElementType.UNKNOWN;
import static org.penumbra.lang.types.Ranges.ANY;
import static org.penumbra.lang.types.Ranges.FRACTION;
import static org.penumbra.lang.types.Ranges.NEGATIVE;
import static org.penumbra.lang.types.Ranges.SIZE;
import static org.penumbra.lang.types.Ranges.WITHIN;
import static org.penumbra.lang.types.Ranges.of;
import static org.penumbra.lang.types.Ranges.rising;

/** Functions that work element by element: name, range of the result, domain, documentation. */
final class ScalarFunctions {

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Range FROM_MINUS_ONE = new Range(-1, INFINITY);
    private static final Range FROM_ONE = new Range(1, INFINITY);
    private static final Range AROUND_ZERO = new Range(-1, 1);

    private ScalarFunctions() {
    }

    static void addTo(BuiltIns.Rows rows) {
        powers(rows);
        links(rows);
        rounding(rows);
        trigonometry(rows);
        special(rows);
        choices(rows);
    }

    private static void powers(BuiltIns.Rows rows) {
        rows.under("Powers and logarithms");
        rows.map("exp", REAL, rising(StrictMath::exp), Range.ALL, "e to the power x.");
        rows.map("log", REAL, rising(StrictMath::log), Range.NONNEGATIVE, "The natural logarithm.");
        rows.map("log10", REAL, rising(StrictMath::log10), Range.NONNEGATIVE, "The logarithm to base 10.");
        rows.map("log2", REAL, ANY, Range.NONNEGATIVE, "The logarithm to base 2.");
        rows.map("log1p", REAL, rising(StrictMath::log1p), FROM_MINUS_ONE, "log(1 + x), exact near 0.");
        rows.map("expm1", REAL, rising(StrictMath::expm1), Range.ALL, "exp(x) - 1, exact near 0.");
        rows.map("sqrt", REAL, rising(x -> StrictMath.sqrt(Math.max(x, 0))), Range.NONNEGATIVE, "The square root.");
        rows.map("cbrt", REAL, rising(StrictMath::cbrt), Range.ALL, "The cube root.");
        rows.map("square", UNKNOWN, of(x -> x.power(Range.of(2))), Range.ALL, "x times x.");
        rows.map("cube", UNKNOWN, of(x -> x.power(Range.of(2)).times(x)), Range.ALL, "x times x times x.");
        rows.several("pow", REAL, ranges -> ranges.get(0).power(ranges.get(1)), "x to the power y, as x^y.", "x", "y");
        rows.several("hypot", REAL, SIZE, "sqrt(x^2 + y^2).", "x", "y");
        rows.map("inv", REAL, of(x -> Range.of(1).dividedBy(x)), Range.ALL, "1 / x.");
    }

    private static void links(BuiltIns.Rows rows) {
        rows.under("Links");
        rows.map("expit", REAL, FRACTION, Range.ALL, "1 / (1 + exp(-x)), the inverse of logit.");
        rows.map("invLogit", REAL, FRACTION, Range.ALL, "The same as expit.");
        rows.map("sigmoid", REAL, FRACTION, Range.ALL, "The same as expit.");
        rows.map("logit", REAL, ANY, Range.UNIT, "log(p / (1 - p)).");
        rows.map("logExpit", REAL, NEGATIVE, Range.ALL, "log(expit(x)).");
        rows.map("logSigmoid", REAL, NEGATIVE, Range.ALL, "The same as logExpit.");
        rows.map("softplus", REAL, SIZE, Range.ALL, "log(1 + exp(x)).");
        rows.map("log1pExp", REAL, SIZE, Range.ALL, "The same as softplus.");
        rows.map("log1mExp", REAL, NEGATIVE, new Range(-INFINITY, 0), "log(1 - exp(x)).");
        rows.several("logAddExp", REAL, ANY, "log(exp(x) + exp(y)).", "x", "y");
        rows.several("logDiffExp", REAL, ANY, "log(exp(x) - exp(y)).", "x", "y");
        rows.map("cloglog", REAL, ANY, Range.UNIT, "log(-log(1 - p)).");
        rows.map("invCloglog", REAL, FRACTION, Range.ALL, "1 - exp(-exp(x)).");
        rows.map("Phi", REAL, FRACTION, Range.ALL, "The standard normal distribution function.");
        rows.map("logPhi", REAL, NEGATIVE, Range.ALL, "log(Phi(x)), exact for small x.");
        rows.map("invPhi", REAL, ANY, Range.UNIT, "The standard normal quantile.");
        rows.map("relu", REAL, of(x -> x.rising(v -> Math.max(v, 0))), Range.ALL, "x where it is positive, else 0.");
    }

    private static void rounding(BuiltIns.Rows rows) {
        rows.under("Rounding");
        rows.map("abs", UNKNOWN, of(Range::absolute), Range.ALL, "The size of x.");
        rows.map("sign", INT, WITHIN, Range.ALL, "-1, 0 or 1.");
        rows.map("step", INT, FRACTION, Range.ALL, "1 where x is at least 0, else 0.");
        rows.map("floor", INT, rising(Math::floor), Range.ALL, "The largest integer that is not above x.");
        rows.map("ceil", INT, rising(Math::ceil), Range.ALL, "The smallest integer that is not below x.");
        rows.map("round", INT, rising(Math::rint), Range.ALL, "The nearest integer.");
        rows.several("fmod", REAL, ANY, "The remainder of x / y with the sign of x.", "x", "y");
    }

    private static void trigonometry(BuiltIns.Rows rows) {
        rows.under("Trigonometry");
        rows.map("sin", REAL, WITHIN, Range.ALL, "The sine of an angle in radians.");
        rows.map("cos", REAL, WITHIN, Range.ALL, "The cosine of an angle in radians.");
        rows.map("tan", REAL, ANY, Range.ALL, "The tangent of an angle in radians.");
        rows.map("asin", REAL, ANY, AROUND_ZERO, "The angle whose sine is x.");
        rows.map("acos", REAL, SIZE, AROUND_ZERO, "The angle whose cosine is x.");
        rows.map("atan", REAL, rising(StrictMath::atan), Range.ALL, "The angle whose tangent is x.");
        rows.several("atan2", REAL, ANY, "The angle of the point (x, y).", "y", "x");
        rows.map("sinh", REAL, rising(StrictMath::sinh), Range.ALL, "The hyperbolic sine.");
        rows.map("cosh", REAL, ranges -> FROM_ONE, Range.ALL, "The hyperbolic cosine.");
        rows.map("tanh", REAL, rising(StrictMath::tanh), Range.ALL, "The hyperbolic tangent.");
        rows.map("asinh", REAL, ANY, Range.ALL, "The inverse of sinh.");
        rows.map("acosh", REAL, SIZE, FROM_ONE, "The inverse of cosh.");
        rows.map("atanh", REAL, ANY, AROUND_ZERO, "The inverse of tanh.");
    }

    private static void special(BuiltIns.Rows rows) {
        rows.under("Special functions");
        rows.map("gamma", REAL, ANY, Range.ALL, "The gamma function.");
        rows.map("lgamma", REAL, ANY, Range.ALL, "The logarithm of the size of the gamma function.");
        rows.map("logGamma", REAL, ANY, Range.ALL, "The same as lgamma.");
        rows.map("digamma", REAL, ANY, Range.ALL, "The derivative of lgamma.");
        rows.map("trigamma", REAL, ANY, Range.ALL, "The derivative of digamma.");
        rows.several("beta", REAL, SIZE, "The beta function.", "a", "b");
        rows.several("lbeta", REAL, ANY, "The logarithm of the beta function.", "a", "b");
        rows.several("choose", REAL, SIZE, "n over k.", "n", "k");
        rows.several("lchoose", REAL, ANY, "The logarithm of n over k.", "n", "k");
        rows.map("erf", REAL, WITHIN, Range.ALL, "The error function.");
        rows.map("erfc", REAL, ranges -> new Range(0, 2), Range.ALL, "1 - erf(x), exact for large x.");
    }

    private static void choices(BuiltIns.Rows rows) {
        rows.under("Choices and tests");
        rows.several("where", UNKNOWN, ranges -> ranges.get(1).union(ranges.get(2)),
                "x where the condition holds, else y.", "condition", "x", "y");
        rows.map("isNaN", BOOL, FRACTION, Range.ALL, "Whether x is not a number.");
    }
}
