package org.penumbra.distribution.combinator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/**
 * The increasing smooth maps that {@link Transformed} takes, with their inverses and the logarithms of the slopes of
 * those.
 */
public enum Transformation {
    /** x = exp(y). */
    EXP(List.of("exp"), Support.REAL, Support.POSITIVE, (y, own) -> y.exp(), (x, own) -> x.log(),
            (x, own) -> x.log().negate()),
    /** x = log(y) for positive y. */
    LOG(List.of("log"), Support.POSITIVE, Support.REAL, (y, own) -> y.log(), (x, own) -> x.exp(), (x, own) -> x),
    /** x = 1 / (1 + exp(-y)). */
    EXPIT(List.of("expit", "invLogit", "sigmoid", "logistic"), Support.REAL, Support.UNIT, (y, own) -> y.expit(),
            (x, own) -> logit(x), (x, own) -> x.log().plus(x.negate().log1p()).negate()),
    /** x = log(y / (1 - y)) for y in the unit interval. */
    LOGIT(List.of("logit"), Support.UNIT, Support.REAL, (y, own) -> logit(y), (x, own) -> x.expit(),
            (x, own) -> x.softplus().plus(x.negate().softplus()).negate()),
    /** x = Phi(y), the standard normal distribution function. */
    PHI(List.of("Phi"), Support.REAL, Support.UNIT, (y, own) -> Apply.of(Op.NORMAL_CDF, y),
            (x, own) -> Apply.of(Op.NORMAL_QUANTILE, x),
            (x, own) -> Apply.of(Op.NORMAL_QUANTILE, x).square().times(0.5).plus(Constants.LOG_SQRT_2_PI)),
    /** x = tanh(y). */
    TANH(List.of("tanh"), Support.REAL, Support.interval(new Support.Bound(null, -1), new Support.Bound(null, 1)),
            (y, own) -> Apply.of(Op.TANH, y), (x, own) -> x.log1p().minus(x.negate().log1p()).times(0.5),
            (x, own) -> x.log1p().plus(x.negate().log1p()).negate()),
    /** x = sinh(y). */
    SINH(List.of("sinh"), Support.REAL, Support.REAL, (y, own) -> Apply.of(Op.SINH, y),
            (x, own) -> Apply.of(Op.ASINH, x), (x, own) -> x.square().log1p().times(-0.5)),
    /** x = log(y + sqrt(1 + y^2)). */
    ASINH(List.of("asinh"), Support.REAL, Support.REAL, (y, own) -> Apply.of(Op.ASINH, y),
            (x, own) -> Apply.of(Op.SINH, x), (x, own) -> logCosh(x)),
    /** x = log(1 + exp(y)). */
    SOFTPLUS(List.of("softplus", "log1pExp"), Support.REAL, Support.POSITIVE, (y, own) -> y.softplus(),
            (x, own) -> x.plus(x.negate().expm1().negate().log()),
            (x, own) -> x.negate().expm1().negate().log().negate()),
    /** x = sqrt(y) for y that is not negative. */
    SQRT(List.of("sqrt"), Support.NONNEGATIVE, Support.NONNEGATIVE, (y, own) -> y.sqrt(), (x, own) -> x.square(),
            (x, own) -> x.times(2).log()),
    /** x = loc + scale y. */
    AFFINE(List.of("affine"), Support.REAL, Support.REAL, (y, own) -> own.get(0).plus(own.get(1).times(y)),
            (x, own) -> x.minus(own.get(0)).over(own.get(1)), (x, own) -> own.get(1).log().negate(),
            Part.parameter("loc", Support.REAL, "Where 0 goes."),
            Part.parameter("scale", Support.POSITIVE, "How far a step of 1 goes.")),
    /** x = low + (high - low) / (1 + exp(-y)). */
    INTERVAL(List.of("intervalTransform"), Support.REAL,
            Support.interval(new Support.Bound("low", Double.NaN), new Support.Bound("high", Double.NaN)),
            (y, own) -> own.get(0).plus(own.get(1).minus(own.get(0)).times(y.expit())),
            (x, own) -> oddsBehind(x, own.get(0), own.get(1))
                    .orElseGet(() -> x.minus(own.get(0)).log().minus(own.get(1).minus(x).log())),
            (x, own) -> oddsBehind(x, own.get(0), own.get(1)).map(y -> y.softplus().plus(y.negate().softplus())
                    .minus(own.get(1).minus(own.get(0)).log()))
                    .orElseGet(() -> own.get(1).minus(own.get(0)).log().minus(x.minus(own.get(0)).log())
                            .minus(own.get(1).minus(x).log())),
            Part.parameter("low", Support.REAL, "Lower end."), Part.parameter("high", Support.REAL, "Upper end."));

    /** A function of one number, with the parameters of the map. */
    private interface Rule {
        Expr apply(Expr number, List<Expr> own);
    }

    /** What the constants above need before this class has its own. */
    private static final class Constants {
        static final double LOG_SQRT_2_PI = 0.9189385332046727418;
    }

    private final List<String> names;
    private final Support domain;
    private final Support image;
    private final Rule forward;
    private final Rule inverse;
    private final Rule logSlope;
    private final List<Signature.Parameter> parameters;

    Transformation(List<String> names, Support domain, Support image, Rule forward, Rule inverse, Rule logSlope,
            Signature.Parameter... parameters) {
        this.names = names;
        this.domain = domain;
        this.image = image;
        this.forward = forward;
        this.inverse = inverse;
        this.logSlope = logSlope;
        this.parameters = List.of(parameters);
    }

    /** The y of an x that is written low + (high - low) / (1 + exp(-y)): it keeps its digits where x has lost them. */
    private static Optional<Expr> oddsBehind(Expr x, Expr low, Expr high) {
        return odds(x, 0).filter(y -> low.plus(high.minus(low).times(y.expit())).equals(x));
    }

    private static Optional<Expr> odds(Expr x, int depth) {
        if (!(x instanceof Apply call) || depth > 2) {
            return Optional.empty();
        }
        return call.op() == Op.EXPIT ? Optional.of(call.argument(0)) : call.arguments().stream()
                .flatMap(argument -> odds(argument, depth + 1).stream()).findFirst();
    }

    private static Expr logit(Expr x) {
        return x.log().minus(x.negate().log1p());
    }

    /** log cosh x, where cosh x overflows, too. */
    private static Expr logCosh(Expr x) {
        return x.abs().plus(x.abs().times(-2).softplus()).minus(StrictMath.log(2));
    }

    /** The map that is called so in models, if there is one. */
    public static Optional<Transformation> named(String name) {
        return Arrays.stream(values()).filter(one -> one.names.contains(name)).findFirst();
    }

    /** All names, in one list. */
    public static List<String> allNames() {
        return Arrays.stream(values()).flatMap(one -> one.names.stream()).toList();
    }

    /** {@code affine(loc, scale)}, {@code exp}. */
    public String describe() {
        return names.getFirst() + (parameters.isEmpty() ? ""
                : parameters.stream().map(Signature.Parameter::name).collect(Collectors.joining(", ", "(", ")")));
    }

    /** What the map itself takes besides a number. */
    public List<Signature.Parameter> parameters() {
        return parameters;
    }

    /** The numbers that it maps: they have numbers as bounds. */
    public Support domain() {
        return domain;
    }

    /** Where it maps them, by the names of its own parameters. */
    public Support image() {
        return image;
    }

    /** The image of y. */
    public Expr forward(Expr y, List<Expr> own) {
        return forward.apply(y, own);
    }

    /** The number whose image is x; NaN or infinite when there is none. */
    Expr inverse(Expr x, List<Expr> own) {
        return inverse.apply(x, own);
    }

    /** Whether x is written as the image of a number, so that it is one even where it is rounded to an end. */
    boolean isImage(Expr x, List<Expr> own) {
        return this == INTERVAL && oddsBehind(x, own.get(0), own.get(1)).isPresent();
    }

    /** log of the slope of the inverse at x. */
    Expr logSlope(Expr x, List<Expr> own) {
        return logSlope.apply(x, own);
    }

    /** A bound of the image as an expression; null when there is none. */
    Expr bound(Support.Bound bound, List<Expr> own) {
        if (bound.isNone()) {
            return null;
        }
        return bound.parameter() == null ? Expr.of(bound.value())
                : own.get(parameters.stream().map(Signature.Parameter::name).toList().indexOf(bound.parameter()));
    }
}
