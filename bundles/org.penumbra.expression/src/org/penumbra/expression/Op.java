package org.penumbra.expression;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.penumbra.math.Kernels;

/** The operators of expressions: what each computes on numbers. Their derivatives are in {@link Derivatives}. */
public enum Op {
    ADD("+", Double::sum),
    SUB("-", (a, b) -> a - b),
    MUL("*", (a, b) -> a * b),
    DIV("/", (a, b) -> a / b),
    POW("^", Kernels::pow),
    /** Remainder with the sign of the dividend, as {@code %} in Java. */
    REM("%", (a, b) -> a % b),
    MIN("min", Math::min),
    MAX("max", Math::max),
    LT("<", (a, b) -> a < b ? 1 : 0),
    LE("<=", (a, b) -> a <= b ? 1 : 0),
    EQ("==", (a, b) -> a == b ? 1 : 0),
    NE("!=", (a, b) -> a != b ? 1 : 0),
    AND("&&", (a, b) -> a != 0 && b != 0 ? 1 : 0),
    OR("||", (a, b) -> a != 0 || b != 0 ? 1 : 0),
    NOT("!", a -> a == 0 ? 1 : 0),
    NEG("neg", a -> -a),
    ABS("abs", Math::abs),
    /** -1, 0 or 1. */
    SIGN("sign", Math::signum),
    FLOOR("floor", Math::floor),
    CEIL("ceil", Math::ceil),
    /** To the nearest integer, ties to even. */
    ROUND("round", Math::rint),
    SQUARE("square", a -> a * a),
    SQRT("sqrt", Math::sqrt),
    EXP("exp", Kernels::exp),
    EXPM1("expm1", Kernels::expm1),
    LOG("log", Kernels::log),
    LOG1P("log1p", Kernels::log1p),
    /** 1 / (1 + exp(-x)). */
    EXPIT("expit", Kernels::expit),
    /** log(1 + exp(x)). */
    SOFTPLUS("softplus", Kernels::softplus),
    SIN("sin", Kernels::sin),
    COS("cos", Kernels::cos),
    TAN("tan", Kernels::tan),
    ASIN("asin", Kernels::asin),
    ACOS("acos", Kernels::acos),
    ATAN("atan", Kernels::atan),
    SINH("sinh", Kernels::sinh),
    COSH("cosh", Kernels::cosh),
    TANH("tanh", Kernels::tanh),
    ERF("erf", Kernels::erf),
    ERFC("erfc", Kernels::erfc),
    /** The standard normal distribution function. */
    NORMAL_CDF("Phi", Kernels::normalCdf),
    /** log of {@link #NORMAL_CDF}, exact far into the lower tail. */
    LOG_NORMAL_CDF("logPhi", Kernels::logNormalCdf),
    LOG_GAMMA("lgamma", Kernels::logGamma),
    DIGAMMA("digamma", Kernels::digamma),
    TRIGAMMA("trigamma", Kernels::trigamma),
    /** log B(a, b), without the cancellation of the three log-gammas that it is made of. */
    LOG_BETA("lbeta", Kernels::logBeta),
    /** log(exp(-x) I0(x)), I0 being the modified Bessel function of order 0. */
    LOG_BESSEL_I0E("logBesselI0e", Kernels::logBesselI0e),
    /** I1(x) / I0(x), the derivative of log I0. */
    BESSEL_RATIO("besselRatio", Kernels::besselRatio),
    /** The value, taken for a constant in differentiation: a shift that cancels has no derivative to follow. */
    DETACH("detach", x -> x),
    /** select(condition, whenTrue, whenFalse): only the chosen value is evaluated. */
    SELECT("select");

    private final String symbol;
    private final int arity;
    private final DoubleUnaryOperator unary;
    private final DoubleBinaryOperator binary;

    Op(String symbol, DoubleUnaryOperator unary) {
        this.symbol = symbol;
        this.arity = 1;
        this.unary = unary;
        this.binary = null;
    }

    Op(String symbol, DoubleBinaryOperator binary) {
        this.symbol = symbol;
        this.arity = 2;
        this.unary = null;
        this.binary = binary;
    }

    Op(String symbol) {
        this.symbol = symbol;
        this.arity = 3;
        this.unary = null;
        this.binary = null;
    }

    /** How it is written in models and in printed expressions. */
    public String symbol() {
        return symbol;
    }

    public int arity() {
        return arity;
    }

    /**
     * The value on numbers.
     *
     * @throws IllegalArgumentException when the number of arguments is not {@link #arity()}
     */
    public double evaluate(double... arguments) {
        if (arguments.length != arity) {
            throw new IllegalArgumentException(symbol + " takes " + arity + " arguments, not " + arguments.length);
        }
        return switch (arity) {
            case 1 -> unary.applyAsDouble(arguments[0]);
            case 2 -> binary.applyAsDouble(arguments[0], arguments[1]);
            default -> arguments[0] != 0 ? arguments[1] : arguments[2];
        };
    }

    /** The operator written so, if there is one. */
    public static Optional<Op> bySymbol(String symbol) {
        return Arrays.stream(values()).filter(op -> op.symbol.equals(symbol)).findFirst();
    }
}
