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
    EXP(List.of("exp"), Support.REAL, Support.POSITIVE) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return y.exp();
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.log();
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            return x.log().negate();
        }
    },
    /** x = log(y) for positive y. */
    LOG(List.of("log"), Support.POSITIVE, Support.REAL) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return y.log();
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.exp();
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            return x;
        }
    },
    /** x = 1 / (1 + exp(-y)). */
    EXPIT(List.of("expit", "logistic", "sigmoid", "invLogit"), Support.REAL, Support.UNIT) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return y.expit();
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.log().minus(x.negate().log1p());
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            return x.log().plus(x.negate().log1p()).negate();
        }
    },
    /** x = log(y / (1 - y)) for y in the unit interval. */
    LOGIT(List.of("logit"), Support.UNIT, Support.REAL) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return y.log().minus(y.negate().log1p());
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.expit();
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            return x.softplus().plus(x.negate().softplus()).negate();
        }
    },
    /** x = tanh(y). */
    TANH(List.of("tanh"), Support.REAL, Support.interval(new Support.Bound(null, -1), new Support.Bound(null, 1))) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return Apply.of(Op.TANH, y);
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.log1p().minus(x.negate().log1p()).times(0.5);
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            return x.log1p().plus(x.negate().log1p()).negate();
        }
    },
    /** x = log(1 + exp(y)). */
    SOFTPLUS(List.of("softplus", "log1pExp"), Support.REAL, Support.POSITIVE) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return y.softplus();
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.plus(x.negate().expm1().negate().log());
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            return x.negate().expm1().negate().log().negate();
        }
    },
    /** x = sqrt(y) for y that is not negative. */
    SQRT(List.of("sqrt"), Support.NONNEGATIVE, Support.NONNEGATIVE) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return y.sqrt();
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.square();
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            return x.times(2).log();
        }
    },
    /** x = loc + scale y. */
    AFFINE(List.of("affine"), Support.REAL, Support.REAL, Part.parameter("loc", Support.REAL, "Where 0 goes."),
            Part.parameter("scale", Support.POSITIVE, "How far a step of 1 goes.")) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return own.get(0).plus(own.get(1).times(y));
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.minus(own.get(0)).over(own.get(1));
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            return own.get(1).log().negate();
        }
    },
    /** x = low + (high - low) / (1 + exp(-y)). */
    INTERVAL(List.of("intervalTransform"), Support.REAL,
            Support.interval(new Support.Bound("low", Double.NaN), new Support.Bound("high", Double.NaN)),
            Part.parameter("low", Support.REAL, "Lower end."), Part.parameter("high", Support.REAL, "Upper end.")) {
        @Override
        public Expr forward(Expr y, List<Expr> own) {
            return own.get(0).plus(own.get(1).minus(own.get(0)).times(y.expit()));
        }

        @Override
        Expr inverse(Expr x, List<Expr> own) {
            return x.minus(own.get(0)).log().minus(own.get(1).minus(x).log());
        }

        @Override
        Expr logSlope(Expr x, List<Expr> own) {
            Expr width = own.get(1).minus(own.get(0));
            return width.log().minus(x.minus(own.get(0)).log()).minus(own.get(1).minus(x).log());
        }
    };

    private final List<String> names;
    private final Support domain;
    private final Support image;
    private final List<Signature.Parameter> parameters;

    Transformation(List<String> names, Support domain, Support image, Signature.Parameter... parameters) {
        this.names = names;
        this.domain = domain;
        this.image = image;
        this.parameters = List.of(parameters);
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
    public abstract Expr forward(Expr y, List<Expr> own);

    /** The number whose image is x; NaN or infinite when there is none. */
    abstract Expr inverse(Expr x, List<Expr> own);

    /** log of the slope of the inverse at x. */
    abstract Expr logSlope(Expr x, List<Expr> own);

    /** A bound of the image as an expression; null when there is none. */
    Expr bound(Support.Bound bound, List<Expr> own) {
        if (bound.isNone()) {
            return null;
        }
        return bound.parameter() == null ? Expr.of(bound.value())
                : own.get(parameters.stream().map(Signature.Parameter::name).toList().indexOf(bound.parameter()));
    }
}
