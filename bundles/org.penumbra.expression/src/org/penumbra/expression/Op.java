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
    ASINH("asinh", Kernels::asinh),
    ACOSH("acosh", Kernels::acosh),
    ATANH("atanh", Kernels::atanh),
    /** atan2(y, x), the angle of the point (x, y). */
    ATAN2("atan2", Kernels::atan2),
    /** sqrt(x^2 + y^2), without overflow. */
    HYPOT("hypot", Kernels::hypot),
    CBRT("cbrt", Kernels::cbrt),
    /** log(1 - exp(x)) for x below 0. */
    LOG1M_EXP("log1mExp", Kernels::log1mExp),
    /** log(exp(x) + exp(y)), without overflow. */
    LOG_ADD_EXP("logAddExp", Kernels::logAddExp),
    ERF("erf", Kernels::erf),
    ERFC("erfc", Kernels::erfc),
    /** The standard normal distribution function. */
    NORMAL_CDF("Phi", Kernels::normalCdf),
    /** log of {@link #NORMAL_CDF}, exact far into the lower tail. */
    LOG_NORMAL_CDF("logPhi", Kernels::logNormalCdf),
    /** The inverse of {@link #NORMAL_CDF}. */
    NORMAL_QUANTILE("invPhi", Kernels::normalQuantile),
    GAMMA("gamma", Kernels::gamma),
    /** n over k. */
    CHOOSE("choose", Kernels::choose),
    LOG_GAMMA("lgamma", Kernels::logGamma),
    DIGAMMA("digamma", Kernels::digamma),
    TRIGAMMA("trigamma", Kernels::trigamma),
    /** The derivative of trigamma. */
    TETRAGAMMA("tetragamma", Kernels::tetragamma),
    /** log B(a, b), without the cancellation of the three log-gammas that it is made of. */
    LOG_BETA("lbeta", Kernels::logBeta),
    /** log(exp(-x) I0(x)), I0 being the modified Bessel function of order 0. */
    LOG_BESSEL_I0E("logBesselI0e", Kernels::logBesselI0e),
    /** I1(x) / I0(x), the derivative of log I0. */
    BESSEL_RATIO("besselRatio", Kernels::besselRatio),
    /** The value, taken for a constant in differentiation: a shift that cancels has no derivative to follow. */
    DETACH("detach", x -> x),
    /** log P(a, x), P being the regularised incomplete gamma function. */
    LOG_GAMMA_P("logGammaP", Kernels::logGammaP),
    /** log(1 - P(a, x)). */
    LOG_GAMMA_Q("logGammaQ", Kernels::logGammaQ),
    /** The derivatives of {@link #LOG_GAMMA_P} and {@link #LOG_GAMMA_Q} by a. */
    LOG_GAMMA_P_BY_SHAPE("logGammaPByShape", Kernels::logGammaPByShape),
    LOG_GAMMA_Q_BY_SHAPE("logGammaQByShape", Kernels::logGammaQByShape),
    /** logBetaCdf(z, a, b): log of the regularised incomplete beta function of expit(z). */
    LOG_BETA_CDF("logBetaCdf", Kernels::logBetaCdf),
    /** The derivatives of {@link #LOG_BETA_CDF} by a and b. */
    LOG_BETA_CDF_BY_A("logBetaCdfByA", Kernels::logBetaCdfByA),
    LOG_BETA_CDF_BY_B("logBetaCdfByB", Kernels::logBetaCdfByB),
    /** logStudentCdf(t, df): log of the distribution function of Student's t. */
    LOG_STUDENT_CDF("logStudentCdf", Kernels::logStudentCdf),
    /** The derivative of {@link #LOG_STUDENT_CDF} by df. */
    LOG_STUDENT_CDF_BY_DF("logStudentCdfByDf", Kernels::logStudentCdfByDf),
    /** select(condition, whenTrue, whenFalse): only the chosen value is evaluated. */
    SELECT("select");

    private final String symbol;
    private final int arity;
    private final DoubleUnaryOperator unary;
    private final DoubleBinaryOperator binary;
    private final Ternary ternary;

    /** A function of three numbers. */
    private interface Ternary {
        double apply(double first, double second, double third);
    }

    Op(String symbol, DoubleUnaryOperator unary) {
        this(symbol, 1, unary, null, null);
    }

    Op(String symbol, DoubleBinaryOperator binary) {
        this(symbol, 2, null, binary, null);
    }

    Op(String symbol, Ternary ternary) {
        this(symbol, 3, null, null, ternary);
    }

    Op(String symbol) {
        this(symbol, (condition, whenTrue, whenFalse) -> condition != 0 ? whenTrue : whenFalse);
    }

    Op(String symbol, int arity, DoubleUnaryOperator unary, DoubleBinaryOperator binary, Ternary ternary) {
        this.symbol = symbol;
        this.arity = arity;
        this.unary = unary;
        this.binary = binary;
        this.ternary = ternary;
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
        return switch (arguments.length) {
            case 1 -> evaluate(arguments[0]);
            case 2 -> evaluate(arguments[0], arguments[1]);
            case 3 -> evaluate(arguments[0], arguments[1], arguments[2]);
            default -> wrong(arguments.length);
        };
    }

    /** The value of an operator of one number; allocates nothing. */
    public double evaluate(double argument) {
        return arity == 1 ? unary.applyAsDouble(argument) : wrong(1);
    }

    /** The value of an operator of two numbers; allocates nothing. */
    public double evaluate(double first, double second) {
        return arity == 2 ? binary.applyAsDouble(first, second) : wrong(2);
    }

    /** The value of an operator of three numbers; allocates nothing. */
    public double evaluate(double first, double second, double third) {
        return arity == 3 ? ternary.apply(first, second, third) : wrong(3);
    }

    private double wrong(int found) {
        throw new IllegalArgumentException(symbol + " takes " + arity + " arguments, not " + found);
    }

    /** The operator written so, if there is one. */
    public static Optional<Op> bySymbol(String symbol) {
        return Arrays.stream(values()).filter(op -> op.symbol.equals(symbol)).findFirst();
    }
}
